import { ConflictError } from '@backstage/errors';
import fs from 'node:fs/promises';
import type { VexReport } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toText } from '../../database/dialect';
import type { EnginePool } from '../../engines/EnginePool';
import type { Upstream, UpstreamResult } from '../../outside/feeds/upstream';
import type { PlacedDocument, VexPlace } from '../../outside/feeds/VexPlace';
import { withTemporaryFolder } from '../../outside/web/download';
import {
  documentsOfPlaces,
  moveDocument,
  type PlacedRow,
  type VexScope,
} from '../../records/decisions/vexDocuments';
import { decisionsOf, withdrawVex } from './importVex';
import { PlaceReading } from './PlaceReading';
import type { VexImports } from './VexImports';

const ORGANIZATION: VexScope = { kind: 'organization', ref: '' };

/** What a place said of a document, and what came of it. */
export interface PlacedReport {
  place: string;
  report: VexReport;
}

/**
 * Vendors' VEX documents at configured places. A document is taken over as one
 * that somebody sends; one that is gone from its place ends what it said, and
 * so does one whose place is gone from the configuration. What cannot be read
 * stands.
 */
export class VexPlaces {
  readonly #knex: Knex;
  readonly #pool: Pick<EnginePool, 'readVex'>;
  readonly #imports: VexImports;
  readonly #places: readonly VexPlace[];
  readonly #onReport: (taken: PlacedReport) => Promise<void>;

  constructor(options: {
    knex: Knex;
    pool: Pick<EnginePool, 'readVex'>;
    imports: VexImports;
    places: readonly VexPlace[];
    /** Told of each document that was taken over. */
    onReport?: (taken: PlacedReport) => Promise<void>;
  }) {
    this.#knex = options.knex;
    this.#pool = options.pool;
    this.#imports = options.imports;
    this.#places = options.places;
    this.#onReport = options.onReport ?? (async () => undefined);
  }

  /** The places, to be read when they are due. */
  upstreams(): Upstream[] {
    return this.#places.map(place => ({
      id: idOf(place),
      kind: 'vex',
      title: place.author,
      location: place.location,
      example: false,
      refreshMs: place.refreshMs,
      refresh: (_last, signal) => this.#refresh(place, signal),
    }));
  }

  /** Ends what places said that are no longer in the configuration. */
  async endFormer(signal: AbortSignal): Promise<void> {
    const configured = this.#places.map(idOf);
    for (const row of await documentsOfPlaces(this.#knex, {
      otherThan: configured,
    })) {
      signal.throwIfAborted();
      await this.#end(row, `${row.place} is no longer configured`);
    }
  }

  async #refresh(
    place: VexPlace,
    signal: AbortSignal,
  ): Promise<UpstreamResult> {
    const id = idOf(place);
    const stored = await documentsOfPlaces(this.#knex, id);
    const reading = new PlaceReading(stored);
    await withTemporaryFolder(async folder => {
      for await (const document of place.read(
        reading.versions,
        folder,
        signal,
      )) {
        await this.#take(place, document, reading, signal);
      }
    });
    for (const row of reading.gone()) {
      await this.#end(row, `It is gone from ${place.location}`);
    }
    return this.#state(id, reading.failure(), signal);
  }

  async #take(
    place: VexPlace,
    document: PlacedDocument,
    reading: PlaceReading,
    signal: AbortSignal,
  ): Promise<void> {
    const { name } = document;
    if ('unchanged' in document) return reading.unchanged(name);
    if ('error' in document) return reading.unreadable(name, document.error);
    const { file, sha256, version } = document;
    try {
      const result = await this.#pool.readVex(file, signal);
      if ('error' in result) return reading.unreadable(name, result.error);
      const { document: heading, statements } = result;
      const id = heading.id ?? `sha256:${sha256}`;
      const ref = toText(`${place.id}: ${id}`, 500);
      reading.read(name, ref);
      const placed = { place: idOf(place), file: name, version };
      const report = await this.#imports.take(
        {
          heading,
          sha256,
          scope: ORGANIZATION,
          ref,
          author: place.author,
          importedBy: idOf(place),
          placed,
        },
        statements,
        {},
        new Date(),
      );
      if (report.created) {
        await this.#onReport({ place: place.id, report });
      } else if (reading.moves(ref, name, version)) {
        await moveDocument(this.#knex, { ref, scope: ORGANIZATION }, placed);
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return reading.refused(name, error.message);
    } finally {
      await fs.rm(file, { force: true });
      await fs.rm(`${file}.statements`, { force: true });
    }
  }

  #end({ ref, place }: PlacedRow, comment: string): Promise<void> {
    const document = { ref, scope: ORGANIZATION, importedBy: place };
    return withdrawVex(this.#knex, document, comment, new Date());
  }

  /** What is told of a place, as it is now. */
  async #state(
    id: string,
    error: Error | undefined,
    signal: AbortSignal,
  ): Promise<UpstreamResult> {
    const rows = await documentsOfPlaces(this.#knex, id);
    const decisions = [];
    for (const { ref } of rows) {
      signal.throwIfAborted();
      const document = { ref, scope: ORGANIZATION };
      for (const one of await decisionsOf(this.#knex, document)) {
        decisions.push(one);
      }
    }
    const times = rows.flatMap(row => row.documentAt?.getTime() ?? []);
    return {
      documents: rows.length,
      records: sum(rows.map(row => row.statements)),
      rejected: sum(rows.map(row => row.notUnderstood)),
      unmatched: await this.#imports.countUnmatched(decisions, new Date()),
      dataAsOf: times.length > 0 ? new Date(Math.max(...times)) : undefined,
      error,
    };
  }
}

/** Beside the ids of advisory sources, none of which has a colon. */
function idOf({ id }: VexPlace): string {
  return `vex:${id}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
