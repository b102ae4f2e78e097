import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { SigningKey } from '@safety-curtain/archive';
import type {
  ArchiveExport,
  NewArchiveExport,
} from '@safety-curtain/plugin-supply-chain-common';
import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import type { TargetFilter } from '../../records/targets/targetFilter';
import { startOf } from '../../database/dayOrTime';
import { RequestTimeoutError } from '../../outside/web/errors';
import { Pace, watchPace } from '../../outside/web/pace';
import { visibleMessage } from '../../messages/visibleMessage';
import type { AttributesOf } from '../../telemetry/instruments';
import { noTelemetry, Telemetry } from '../../telemetry/Telemetry';
import type { Triager } from '../triage/Triager';
import { type Issuer, writeVex, type WrittenVex } from '../vex/writeVex';
import { ArchiveWriter } from './ArchiveWriter';
import { PackedFiles } from './PackedFiles';
import {
  checkScope,
  ExportScope,
  reportTime,
  selectScopeTargets,
} from './exportScope';
import {
  endExport,
  insertExport,
  readExport,
  recordExport,
  startExport,
  toExport,
} from './exportStore';
import { exportedServices } from './sections/exportedServices';
import { writeRecords } from './sections/records';
import { ServiceSection, ServiceSummary } from './sections/service';
import type { ExportedTarget, ServiceFacts } from './sections/serviceFacts';
import { writeSummary } from './sections/summary';
import type { DbExportsRow } from '../../database/tables';
import { counted } from '../../messages/counted';

/** How often progress is written, and a cancellation noticed. */
const PROGRESS_MS = 1000;

/** Snapshots and components of a service beyond which its files are not kept until all are made. */
const LARGE = { snapshots: 20, components: 10_000 };

function isLarge({ snapshots }: ServiceFacts): boolean {
  const components = snapshots.reduce(
    (sum, one) => sum + one.component_count,
    0,
  );
  return snapshots.length > LARGE.snapshots || components > LARGE.components;
}

/** The export was canceled by a person or by closing the connection. */
class ExportCancelledError extends Error {
  name = 'ExportCancelledError';
  constructor() {
    super('The export was canceled');
  }
}

/** Makes exports of the archive while they are sent; nothing goes to disk. */
export class Exports {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #logger: LoggerService;
  readonly #toolVersion: string;
  readonly #key?: SigningKey;
  readonly #atOnce: number;
  readonly #pace: Pace;
  readonly #extractVex: (bytes: Buffer) => Promise<string | undefined>;
  readonly #publisher: Issuer['author'];
  readonly #triager: Triager;
  readonly #telemetry: Telemetry;
  #running = 0;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    logger: LoggerService;
    toolVersion: string;
    key?: SigningKey;
    /** Exports that this replica makes at once. */
    concurrency: number;
    /** How slow a reader may be. */
    pace: Pace;
    extractVex: (bytes: Buffer) => Promise<string | undefined>;
    /** Who issues the VEX documents in it. */
    publisher: Issuer['author'];
    /** Says what is decided about what a release holds. */
    triager: Triager;
    telemetry?: Telemetry;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#logger = options.logger;
    this.#toolVersion = options.toolVersion;
    this.#key = options.key;
    this.#atOnce = options.concurrency;
    this.#pace = options.pace;
    this.#extractVex = options.extractVex;
    this.#publisher = options.publisher;
    this.#triager = options.triager;
    this.#telemetry = options.telemetry ?? noTelemetry;
  }

  /** Notes what is to be exported, and how much that is. */
  async create(
    wanted: NewArchiveExport,
    requestedBy: string,
    access: TargetFilter,
  ): Promise<ArchiveExport> {
    const scope = checkScope(wanted.scope);
    const now = new Date();
    const [{ count }] = await selectScopeTargets(
      this.#knex,
      scope,
      access,
      now,
    ).count('* as count');
    if (Number(count) === 0) {
      throw new InputError(
        'There is nothing in this scope that you may export',
      );
    }
    const id = randomUUID();
    const formats = [...new Set(wanted.formats ?? [])].sort();
    await insertExport(
      this.#knex,
      { id, scope, formats, requestedBy, services: Number(count) },
      now,
    );
    return toExport(await readExport(this.#knex, id, undefined), now);
  }

  /** Stops an export, wherever it is made. */
  async cancel(row: DbExportsRow): Promise<ArchiveExport> {
    await endExport(this.#knex, row.id, { state: 'cancelled' });
    return toExport(
      await readExport(this.#knex, row.id, undefined),
      new Date(),
    );
  }

  /**
   * Takes an export before anything is sent, so that a refusal is an answer.
   * Throws where it runs already, was cancelled, or too many run.
   */
  async start(row: DbExportsRow): Promise<void> {
    if (row.state === 'cancelled') {
      throw new ConflictError('The export was canceled');
    }
    if (this.#running >= this.#atOnce) {
      throw new ServiceUnavailableError(
        `${counted(
          this.#running,
          'export is',
          'exports are',
        )} being made; try again when one is done`,
      );
    }
    this.#running += 1;
    let started = false;
    try {
      started = await startExport(this.#knex, row.id);
    } finally {
      if (!started) this.#running -= 1;
    }
    if (!started) {
      throw new ConflictError('The export is already in progress');
    }
  }

  /** Writes an export that was started; ends its record in any case. */
  async write(
    row: DbExportsRow,
    access: TargetFilter,
    output: Writable,
    signal: AbortSignal,
  ): Promise<void> {
    const started = performance.now();
    let outcome: AttributesOf<'exportDuration'>['outcome'] = 'failed';
    const cancelled = new AbortController();
    const either = AbortSignal.any([signal, cancelled.signal]);
    const progress = { servicesDone: 0, documents: 0, bytes: 0 };
    const writer = new ArchiveWriter({
      output,
      createdAt: new Date(),
      signal: either,
    });
    // Only while all that was made waits for the reader: making takes its time.
    const unwatch = watchPace(
      this.#pace,
      { bytes: () => writer.bytes, waiting: () => output.writableNeedDrain },
      error => cancelled.abort(error),
    );
    const timer = setInterval(() => {
      progress.bytes = writer.bytes;
      recordExport(this.#knex, row.id, progress).then(
        running => running || cancelled.abort(new ExportCancelledError()),
        // The next second tells it.
        () => undefined,
      );
    }, PROGRESS_MS);
    try {
      const manifestSha256 = await this.#fill(
        writer,
        row,
        access,
        progress,
        either,
      );
      progress.bytes = writer.bytes;
      await recordExport(this.#knex, row.id, progress);
      await endExport(this.#knex, row.id, {
        state: 'finished',
        manifest_sha256: manifestSha256,
        signed_by: this.#key?.id ?? null,
      });
      outcome = 'finished';
    } catch (error) {
      if (either.aborted) outcome = 'cancelled';
      await this.#fail(row, either, error as Error);
      throw error;
    } finally {
      const seconds = (performance.now() - started) / 1000;
      this.#telemetry.record('exportDuration', seconds, { outcome });
      clearInterval(timer);
      unwatch();
      this.#running -= 1;
    }
  }

  async #fail(row: DbExportsRow, signal: AbortSignal, error: Error) {
    if (signal.aborted) {
      await endExport(this.#knex, row.id, {
        state: 'cancelled',
        ...(signal.reason instanceof RequestTimeoutError && {
          error: visibleMessage(signal.reason),
        }),
      });
      return;
    }
    this.#logger.error(`The export ${row.id} failed`, error);
    await endExport(this.#knex, row.id, {
      state: 'failed',
      error: visibleMessage(error),
    });
  }

  async #fill(
    writer: ArchiveWriter,
    row: DbExportsRow,
    access: TargetFilter,
    progress: { servicesDone: number; documents: number },
    signal: AbortSignal,
  ): Promise<string> {
    const createdAt = new Date();
    const scope: ExportScope = JSON.parse(row.scope);
    const at = reportTime(scope, createdAt);
    const section = new ServiceSection({
      archive: this.#archive,
      formats: JSON.parse(row.formats),
      key: this.#key,
      at,
      extractVex: this.#extractVex,
      ...(at.getTime() === createdAt.getTime() && {
        writeVex: target => this.#writeVex(target, scope, createdAt),
      }),
    });
    const services: ServiceSummary[] = [];
    const exported = exportedServices({
      knex: this.#knex,
      archive: this.#archive,
      scope,
      access,
      now: createdAt,
      make: async facts => {
        // What is large is written file by file.
        if (isLarge(facts)) return { files: undefined, facts };
        const files = new PackedFiles(signal);
        return { files, summary: await section.write(files, facts) };
      },
    });
    for await (const made of exported) {
      await made.files?.writeTo(writer);
      const summary = made.summary ?? (await section.write(writer, made.facts));
      services.push(summary);
      progress.servicesDone += 1;
      progress.documents += summary.documents;
    }
    const facts = {
      scope: scope as unknown as Record<string, string>,
      requestedBy: row.requested_by,
      createdAt,
      at,
      toolVersion: this.#toolVersion,
      signedBy: this.#key?.id,
    };
    await writeRecords({
      knex: this.#knex,
      writer,
      targets: () => selectScopeTargets(this.#knex, scope, access, createdAt),
      everything: scope.kind === 'organization' && !access.access,
      from: scope.from ? startOf(scope.from) : undefined,
      to: at,
    });
    await writeSummary(writer, services, facts);
    const { manifestSha256 } = await writer.finish(
      {
        id: row.id,
        createdAt: createdAt.toISOString(),
        createdBy: row.requested_by,
        tool: { name: 'Safety Curtain', version: this.#toolVersion },
        scope: facts.scope,
      },
      this.#key,
    );
    return manifestSha256;
  }

  /** Of a release, where the scope is of one. */
  #writeVex(
    target: ExportedTarget,
    { release }: ExportScope,
    now: Date,
  ): Promise<WrittenVex> {
    const tool = { name: 'Safety Curtain', version: this.#toolVersion };
    return writeVex(
      { knex: this.#knex, archive: this.#archive, triager: this.#triager },
      target,
      { release },
      { author: this.#publisher, tool },
      now,
    );
  }
}
