import type { EventParams } from '@backstage/plugin-events-node';
import type { Forge } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { notePull } from '../../records/pulls/pullStore';
import { isPlausible } from './isPlausible';
import { targetsIn } from '../scan/pushEvents';

/** Hears of pull requests from events of any forge that is known. */
export class PullEvents {
  readonly #knex: Knex;
  readonly #forges: ReadonlyMap<string, Forge>;
  /** Services of one pull request that are read. */
  readonly #most: number;

  constructor(options: {
    knex: Knex;
    forges: ReadonlyMap<string, Forge>;
    services: number;
  }) {
    this.#knex = options.knex;
    this.#most = options.services;
    this.#forges = options.forges;
  }

  /** Of all forges. */
  topics(): string[] {
    const topics = [...this.#forges.values()].flatMap(forge => forge.topics);
    return [...new Set(topics)];
  }

  /** Notes a pull request of a repository that services are read from; gives whether it is due. */
  async receive({ topic, eventPayload }: EventParams): Promise<boolean> {
    for (const forge of this.#forges.values()) {
      if (!forge.topics.includes(topic)) continue;
      const pull = forge.pullRequestOf({ topic, payload: eventPayload });
      if (!pull || !isPlausible(pull)) continue;
      const services: number[] = await targetsIn(this.#knex, pull.repository)
        .whereNotNull('source')
        .orderBy('id')
        .limit(this.#most)
        .pluck('id');
      if (services.length === 0) return false;
      return notePull(this.#knex, forge.id, pull, services, new Date());
    }
    return false;
  }
}
