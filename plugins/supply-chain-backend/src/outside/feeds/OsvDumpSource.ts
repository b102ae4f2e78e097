import type {
  AdvisorySource,
  AdvisorySourceReadOptions,
  AdvisorySourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { ResponseError } from '@backstage/errors';
import type { HumanDuration, JsonObject } from '@backstage/types';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { OsvSourceOptions } from './options';
import { visibleMessage } from '../../messages/visibleMessage';
import { farFewer } from './completeness';
import {
  describeUrl,
  download,
  fetchText,
  TooLargeError,
} from '../web/download';
import { linesOf, openPlain, readZip } from './recordFiles';

const DEFAULT_ECOSYSTEMS = [
  'npm',
  'PyPI',
  'Maven',
  'Go',
  'crates.io',
  'RubyGems',
  'NuGet',
  'Packagist',
  'Pub',
  'Hex',
  'GitHub Actions',
];
const MAX_DUMP_BYTES = 4 * 1024 * 1024 * 1024;
const MAX_LIST_BYTES = 256 * 1024 * 1024;
const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** Beyond this, one dump costs less than that many single records. */
const MAX_SINGLE_RECORDS = 2000;
const CONCURRENT_RECORDS = 8;
/** A line of the list of changes: a time, and the id of a record. */
const LISTED = /^(\d{4}-\d{2}-\d{2}T[\d:.]{5,30}Z?),([^,\s]{1,300})\s*$/;

/** What is remembered of one ecosystem. */
interface EcosystemState {
  /** The etag of the list of changes. */
  etag?: string;
  /** The time of the newest change that was taken. */
  newest: string;
  /** When the publisher last wrote its list, where the server says so. */
  written?: string;
}

/**
 * Per-ecosystem dumps of OSV records, as osv.dev publishes them: `all.zip`
 * holds every record, `modified_id.csv` lists `time,id`, newest first, and
 * `<id>.json` is one record (google.github.io/osv.dev/data/). The first read
 * takes the dump; later ones take what the list says has changed since.
 */
export class OsvDumpSource implements AdvisorySource {
  readonly id: string;
  readonly title: string;
  readonly location: string;
  readonly example?: boolean;
  readonly staleAfter?: HumanDuration;
  readonly leastKept?: number;
  readonly #url: string;
  /** Undefined: the usual ones, and those of packages in use. */
  readonly #ecosystems?: string[];

  constructor(options: OsvSourceOptions & { url: string }) {
    this.id = options.id;
    // Other ecosystems are another source: nothing compares with what was there.
    const only = options.ecosystems
      ? ` (${options.ecosystems.join(', ')})`
      : '';
    this.location = describeUrl(options.url) + only;
    this.title = options.title ?? new URL(options.url).host;
    this.example = options.example;
    this.staleAfter = options.staleAfter;
    this.leastKept = options.leastKept;
    this.#url = options.url.replace(/\/+$/, '');
    this.#ecosystems = options.ecosystems;
  }

  async read(
    options: AdvisorySourceReadOptions,
  ): Promise<AdvisorySourceReadResult> {
    const state: JsonObject = { ...options.state };
    const failures: Error[] = [];
    const ecosystems = this.#ecosystems ?? [
      ...new Set([...DEFAULT_ECOSYSTEMS, ...(options.ecosystems ?? [])]),
    ];
    // Dumps of all ecosystems are all that there is.
    const whole = ecosystems.every(name => state[name] === undefined);
    return {
      unchanged: false,
      records: this.#readAll(ecosystems, state, failures, options.signal),
      done: () => ({
        state,
        ...oldestOf(ecosystems, state),
        whole: whole && failures.length === 0,
        error: failures[0],
      }),
    };
  }

  /** An ecosystem that fails keeps its state and does not hold up the others. */
  async *#readAll(
    ecosystems: readonly string[],
    state: JsonObject,
    failures: Error[],
    signal: AbortSignal,
  ): AsyncGenerator<unknown> {
    for (const ecosystem of ecosystems) {
      const known = state[ecosystem] as EcosystemState | undefined;
      try {
        const next = yield* this.#readEcosystem(ecosystem, known, signal);
        state[ecosystem] = { ...next };
      } catch (error) {
        signal.throwIfAborted();
        failures.push(new Error(`${ecosystem}: ${visibleMessage(error)}`));
      }
    }
  }

  async *#readEcosystem(
    ecosystem: string,
    known: EcosystemState | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<unknown, EcosystemState> {
    const base = `${this.#url}/${encodeURIComponent(ecosystem)}`;
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'safety-curtain-'));
    try {
      // The list first: what changes while the dump loads is taken next time.
      const list = await download(`${base}/modified_id.csv`, {
        folder,
        etag: known?.etag,
        maxBytes: MAX_LIST_BYTES,
        signal,
      });
      const written = list.lastModified ?? known?.written;
      if (list.unchanged) return { ...known!, written };
      const changes = await changesSince(list.file, known?.newest);
      if (known && changes.ids.length <= MAX_SINGLE_RECORDS) {
        yield* this.#readRecords(base, changes.ids, signal);
      } else {
        const dump = await download(`${base}/all.zip`, {
          folder,
          maxBytes: MAX_DUMP_BYTES,
          signal,
        });
        if (!dump.unchanged) yield* readDump(dump.file, changes.listed);
      }
      return { etag: list.etag, newest: changes.newest, written };
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
  }

  async *#readRecords(base: string, ids: string[], signal: AbortSignal) {
    for (let start = 0; start < ids.length; start += CONCURRENT_RECORDS) {
      const records = await Promise.all(
        ids
          .slice(start, start + CONCURRENT_RECORDS)
          .map(id => readRecord(base, id, signal)),
      );
      yield* records;
    }
  }
}

/** A dump that holds far fewer records than are listed is none. */
async function* readDump(file: string, listed: number) {
  let records = 0;
  for await (const record of readZip(file)) {
    records++;
    yield record;
  }
  const amiss = farFewer(records, listed);
  if (amiss) throw amiss;
}

/**
 * The ids that changed after a time, and how many lines were read: all of
 * them where there is no such time. The list names the newest first. An error
 * page or an emptied list is no list.
 */
async function changesSince(file: string, since: string | undefined) {
  const ids: string[] = [];
  let newest: string | undefined;
  let listed = 0;
  for await (const line of linesOf(openPlain(file, MAX_LIST_BYTES))) {
    if (line.trim() === '') continue;
    const [, time, id] = LISTED.exec(line) ?? [];
    if (!time) throw new Error('The list of changes is not one');
    listed++;
    newest = newest === undefined || time > newest ? time : newest;
    if (since === undefined) continue;
    if (time <= since) break;
    ids.push(id);
  }
  if (listed === 0) throw new Error('The list of changes is empty');
  return { ids, newest: newest!, listed };
}

/** A record, or a text that says why there is none: it is one bad record. */
async function readRecord(
  base: string,
  id: string,
  signal: AbortSignal,
): Promise<unknown> {
  let text: string;
  try {
    text = await fetchText(`${base}/${encodeURIComponent(id)}.json`, {
      maxBytes: MAX_RECORD_BYTES,
      signal,
    });
  } catch (error) {
    const lasting =
      error instanceof TooLargeError ||
      (error instanceof ResponseError && error.statusCode === 404);
    if (lasting) return `${id}: ${error.message}`;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    // An error page, not a bad record: the next try may get it.
    throw new Error(`${id}: not JSON`);
  }
}

/**
 * How old a source is whose ecosystems are published one by one: as old as the
 * oldest of these. Where one was never read, that is not known.
 */
function oldestOf(
  ecosystems: readonly string[],
  state: JsonObject,
): { dataAsOf?: Date; oldestPart?: string } {
  const [oldest] = ecosystems
    .map(name => ({ name, time: ageOf(state[name] as unknown) }))
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  if (oldest.time === undefined) return { oldestPart: oldest.name };
  return {
    dataAsOf: new Date(oldest.time),
    ...(ecosystems.length > 1 && { oldestPart: oldest.name }),
  };
}

/**
 * As of when an ecosystem is known, in milliseconds: its newest change, or the
 * later time at which the list was written that names no newer one. A quiet
 * ecosystem is no older for it, and a mirror that nobody fills any more is.
 */
function ageOf(state: unknown): number | undefined {
  const { newest = '', written = '' } = (state ??
    {}) as Partial<EcosystemState>;
  const changed = Date.parse(newest);
  if (Number.isNaN(changed)) return undefined;
  const listed = Date.parse(written);
  return listed > changed && listed <= Date.now() ? listed : changed;
}
