import { MetadataSourcePausedError } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { TooLargeError } from '../../../outside/web/download';
import { inChunks, toDate } from '../../../database/dialect';
import {
  explain,
  keepTally,
  pausedSources,
  SourceTally,
} from '../../../records/registries/metadataSources';
import { around } from '../../../settings/times';
import type {
  PomCoordinates,
  PomRegistry,
} from '../../../outside/registries/PomRegistry';
import { RegistryStatusError } from '../../../outside/registries/RegistryClient';
import type { Asking } from './Asking';
import { coordinatesOf, type NoPom } from './pomNames';

const ABSENT_MS = 24 * 60 * 60_000;
const FORGOTTEN_AFTER_MS = 30 * ABSENT_MS;
/** Short, for whoever mends the registry; the registry's own pauses come on top. */
const FAILED_MS = 10 * 60_000;
const PAUSED =
  'the registry is left alone for a while: it failed, or asked for that';

/** A POM, or why there is none. */
export type PomAnswer = { pom: Uint8Array } | NoPom;

/** POMs that are kept, whatever sources ask for: about a gigabyte of the largest. */
const MAX_KEPT = 50_000;

/** Statuses that a registry gives for now, or for all that it is asked. */
const NO_REFUSALS = [401, 407, 408, 425, 429];

/** Whether a registry would rather not give this one POM, as one in quarantine. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof RegistryStatusError &&
    error.status >= 400 &&
    error.status < 500 &&
    !NO_REFUSALS.includes(error.status)
  );
}

/**
 * POMs by name, from the database or else from the registry. Those of released
 * versions never change and are kept; that one is absent is believed for a day.
 */
export class PomCache {
  readonly #knex: Knex;
  readonly #registry: PomRegistry;

  constructor(options: { knex: Knex; registry: PomRegistry }) {
    this.#knex = options.knex;
    this.#registry = options.registry;
  }

  /**
   * Answers for every name (`group:artifact:version`). What a registry does
   * wrong is an answer; only the end of the scan is thrown.
   */
  async take(
    names: readonly string[],
    asking: Asking,
  ): Promise<Map<string, PomAnswer>> {
    const answers = new Map<string, PomAnswer>();
    const valid = new Map<string, PomCoordinates>();
    for (const name of names) {
      const coordinates = coordinatesOf(name);
      if ('reason' in coordinates) answers.set(name, coordinates);
      else valid.set(name, coordinates);
    }
    for (const [name, answer] of await this.#known([...valid.keys()])) {
      answers.set(name, answer);
      valid.delete(name);
    }
    await this.#askAll(valid, asking, answers);
    return answers;
  }

  /** Keeps that what the registry gave under this name is another thing. */
  async refuse(name: string): Promise<NoPom> {
    const answer: NoPom = {
      state: 'absent',
      reason: 'what the registry has under this name is a different POM',
    };
    await this.#keep(name, answer);
    return answer;
  }

  /**
   * Forgets what was absent and is asked for no more, and of too many the ones
   * that were asked for longest ago: whoever still needs one asks again.
   */
  async forget(now = new Date(), most = MAX_KEPT): Promise<void> {
    await this.#knex('maven_poms')
      .where('due_at', '<', new Date(now.getTime() - FORGOTTEN_AFTER_MS))
      .delete();
    const last = await this.#knex('maven_poms')
      .whereNotNull('content')
      .orderBy('asked_at', 'desc')
      .offset(most)
      .first('asked_at');
    if (!last) return;
    await this.#knex('maven_poms')
      .whereNotNull('content')
      .where('asked_at', '<=', last.asked_at)
      .delete();
  }

  async #known(names: string[]): Promise<Map<string, PomAnswer>> {
    const known = new Map<string, PomAnswer>();
    const now = new Date();
    for await (const chunk of inChunks(names)) {
      for (const row of await this.#knex('maven_poms').whereIn('name', chunk)) {
        // Another registry may have had another POM under this name.
        if (row.registry !== this.#registry.url) continue;
        if (row.content !== null) {
          known.set(row.name, { pom: await promisify(gunzip)(row.content) });
        } else if (toDate(row.due_at) > now) {
          known.set(row.name, { state: row.state!, reason: row.reason! });
        }
      }
    }
    return known;
  }

  async #askAll(
    wanted: ReadonlyMap<string, PomCoordinates>,
    asking: Asking,
    answers: Map<string, PomAnswer>,
  ): Promise<void> {
    if (wanted.size === 0) return;
    const { id } = this.#registry;
    const paused = (await pausedSources(this.#knex, new Date())).has(id);
    const tally = new SourceTally();
    for (const [name, coordinates] of wanted) {
      const over = paused || tally.resumesAt ? PAUSED : asking.over;
      if (over) {
        answers.set(name, { state: 'failed', reason: over });
      } else {
        const answer = await this.#ask(coordinates, asking, tally);
        answers.set(name, answer);
        await this.#keep(name, answer);
      }
    }
    await keepTally(this.#knex, id, tally, new Date());
  }

  async #ask(
    coordinates: PomCoordinates,
    asking: Asking,
    tally: SourceTally,
  ): Promise<PomAnswer> {
    try {
      const text = await asking.ask(signal =>
        this.#registry.read(coordinates, signal),
      );
      tally.succeeded++;
      return text === undefined
        ? { state: 'absent', reason: 'the registry does not have it' }
        : { pom: Buffer.from(text) };
    } catch (error) {
      asking.scan.throwIfAborted();
      if (error instanceof TooLargeError || isRefusal(error)) {
        tally.succeeded++;
        return { state: 'absent', reason: explain(error as Error) };
      }
      if (error instanceof MetadataSourcePausedError) {
        tally.pause(error, error.resumesAt);
      } else {
        tally.fail(error as Error);
        asking.fail();
      }
      return { state: 'failed', reason: explain(error as Error) };
    }
  }

  async #keep(name: string, answer: PomAnswer): Promise<void> {
    const now = new Date();
    const isThere = 'pom' in answer;
    const forMs =
      !isThere && answer.state === 'failed' ? FAILED_MS : around(ABSENT_MS);
    await this.#knex('maven_poms')
      .insert({
        name,
        registry: this.#registry.url,
        content: isThere ? await promisify(gzip)(answer.pom) : null,
        state: isThere ? null : answer.state,
        reason: isThere ? null : answer.reason,
        asked_at: now,
        due_at: isThere ? null : new Date(now.getTime() + forMs),
      })
      .onConflict('name')
      .merge();
  }
}
