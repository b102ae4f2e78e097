import type { EventParams } from '@backstage/plugin-events-node';
import type {
  Forge,
  PullRequest,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { isWebAddress } from '../../settings/configValues';
import { notePull } from '../../records/pulls/pullStore';
import { targetsIn } from '../scan/pushEvents';

/** A commit's name in SHA-1 or SHA-256, or the beginning of one, as Bitbucket Cloud gives it. */
const REVISION = /^[0-9a-f]{7,64}$/;
const LONGEST_ADDRESS = 500;

/** Hears of pull requests from events of any forge that is known. */
export class PullEvents {
  readonly #knex: Knex;
  readonly #forges: ReadonlyMap<string, Forge>;

  constructor(options: { knex: Knex; forges: ReadonlyMap<string, Forge> }) {
    this.#knex = options.knex;
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
      const service = await targetsIn(this.#knex, pull.repository).first('id');
      if (!service) return false;
      return notePull(this.#knex, forge.id, pull, new Date());
    }
    return false;
  }
}

/** Anybody may have sent it: addresses and revisions go into other addresses. */
function isPlausible({
  repository,
  number,
  head,
  base,
  url,
  updatedAt,
}: PullRequest) {
  return (
    Number.isInteger(number) &&
    number > 0 &&
    number < 2 ** 31 &&
    [head.revision, base.revision ?? head.revision].every(each =>
      REVISION.test(each),
    ) &&
    [repository, head.repository, url].every(
      each => each.length <= LONGEST_ADDRESS && isWebAddress(each),
    ) &&
    // A fork lies on the same forge.
    new URL(head.repository).origin === new URL(repository).origin &&
    new URL(url).origin === new URL(repository).origin &&
    (updatedAt === undefined || !Number.isNaN(Date.parse(updatedAt)))
  );
}
