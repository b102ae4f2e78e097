import type {
  Scanner,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { isWantedSource } from '@safety-curtain/policy';
import type { Inventory } from '@safety-curtain/sbom';
import { isIgnoreFile } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import type { EnginePool } from '../../engines/EnginePool';
import { InspectedFiles } from '../../outside/sources/InspectedFiles';
import { Observers } from '../../outside/sources/Observers';
import { SourceSurvey } from '../../outside/sources/SourceSurvey';
import { withTemporaryFolder } from '../../outside/web/download';
import type { Archive } from '../../records/documents/Archive';
import type { UnreadPlace } from '../../records/inventory/links';
import { latestSnapshot } from '../../records/inventory/snapshots';
import { wholeManifests } from '../../records/inventory/unresolved';
import { secretSalt } from '../../records/reports/secretSalt';
import type { ClaimedTarget } from '../../records/scans/queue';
import { noTelemetry, Telemetry } from '../../telemetry/Telemetry';
import { type InspectedSource, inspectSource } from '../inspect/inspectSource';
import type { InspectionOptions } from '../inspect/options';
import { otherManifests } from '../score/source/manifestFacts';
import { readIgnoreFiles } from '../vex/readIgnoreFiles';
import { changesSinceLastScan } from './changesSinceLastScan';
import { ClaimedSources } from './ClaimedSources';
import { completed } from './completed';
import { refuseEmptied } from './refuseEmptied';
import { ScannedFiles, scanFiles } from './scanFiles';
import type { ScanFindings } from './scanFindings';
import type { ScanProgress } from './ScanProgress';
import { SnapshotWriter } from './SnapshotWriter';
import { etagWith } from './sourceEtag';

/** Of a scan, what is done before anything of it is stored. */
export class ScanFinder {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #sources: ClaimedSources;
  readonly #scanners: Scanner[];
  readonly #writer: SnapshotWriter;
  readonly #pool: EnginePool;
  readonly #toolVersion: string;
  readonly #openSsfFile: string | undefined;
  readonly #inspections: InspectionOptions | undefined;
  readonly #progress: ScanProgress;
  readonly #telemetry: Telemetry;

  constructor(
    options: ConstructorParameters<typeof ClaimedSources>[0] &
      ConstructorParameters<typeof SnapshotWriter>[0] & {
        progress: ScanProgress;
        telemetry?: Telemetry;
      },
  ) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#sources = new ClaimedSources(options);
    this.#scanners = options.scanners;
    this.#writer = new SnapshotWriter(options);
    this.#pool = options.pool;
    this.#toolVersion = options.toolVersion;
    this.#openSsfFile = options.openSsfFile;
    this.#inspections = options.inspections;
    this.#progress = options.progress;
    this.#telemetry = options.telemetry ?? noTelemetry;
  }

  /**
   * Reads a claimed target's source, and writes documents of what is in it.
   * Throws where the source or its files cannot be read, and the signal's
   * reason.
   */
  async find(
    claimed: ClaimedTarget,
    signal: AbortSignal,
  ): Promise<ScanFindings | 'unchanged'> {
    return withTemporaryFolder(async folder => {
      const inspected = new InspectedFiles(folder);
      try {
        return await this.#find(claimed, { folder, inspected, signal });
      } finally {
        inspected.close();
      }
    });
  }

  async #find(
    claimed: ClaimedTarget,
    {
      folder,
      inspected,
      signal,
    }: { folder: string; inspected: InspectedFiles; signal: AbortSignal },
  ): Promise<ScanFindings | 'unchanged'> {
    const survey = new SourceSurvey(
      path => isWantedSource(path) || path === this.#openSsfFile,
    );
    // What ends while the source is read has not ended for this scan.
    const scope = this.#sources.etagScope(claimed);
    const observer = this.#inspections
      ? new Observers(survey, inspected)
      : survey;
    // A worker may have claimed while it was told to stop, and a reader that
    // waits for the signal would not hear it again.
    signal.throwIfAborted();
    const read = await this.#telemetry.span('scan.source', {}, () =>
      this.#sources.read(claimed, { scope, observer, signal }),
    );
    if (read.unchanged) return 'unchanged';
    // An ignore file that the source could not give is no manifest that is missing.
    const [left, skipped] = partition(read.skipped, ({ path }) =>
      isIgnoreFile(path),
    );
    const source = { ...read, skipped };
    // Undefined where the source's reader does not tell what there is.
    const seen = survey.result();
    await refuseEmptied(this.#knex, claimed.id, source, seen?.paths.length);

    const wholeBefore = await wholeManifests(this.#knex, claimed.id);
    const scanned = await this.#telemetry.span('scan.files', {}, () =>
      scanFiles(this.#scanners, source, {
        paths: seen?.paths,
        wholeBefore,
        folder,
        signal,
        fetch: paths => this.#sources.fetch(claimed, paths, signal),
        tell: this.#progress.reading(claimed),
        telemetry: this.#telemetry,
      }),
    );
    const ignoreFiles = await readIgnoreFiles(this.#pool, source.files, signal);
    ignoreFiles.unread.push(...left);
    const inspections = await this.#inspect(inspected, { folder, signal });
    await this.#progress.step(claimed, 'documents');
    const found = await this.#telemetry.span('scan.documents', {}, () =>
      this.#document(claimed, source, scanned, { scope, seen, folder, signal }),
    );
    return { ...found, ignoreFiles, inspections };
  }

  async #inspect(
    inspected: InspectedFiles,
    where: { folder: string; signal: AbortSignal },
  ): Promise<InspectedSource | undefined> {
    const files = inspected.end();
    if (!this.#inspections || !files) return undefined;
    const salt = await secretSalt(this.#knex);
    const { allow } = this.#inspections;
    return this.#telemetry.span('scan.inspections', {}, () =>
      inspectSource(files, {
        ...where,
        pool: this.#pool,
        salt,
        allow,
        now: new Date(),
      }),
    );
  }

  async #document(
    claimed: ClaimedTarget,
    { revision, etag }: SourceReadResult & { unchanged: false },
    scanned: ScannedFiles,
    where: {
      scope: string;
      seen: ReturnType<SourceSurvey['result']>;
      folder: string;
      signal: AbortSignal;
    },
  ): Promise<Omit<ScanFindings, 'ignoreFiles' | 'inspections'>> {
    const { scope, seen, folder, signal } = where;
    const { outcomes } = scanned;
    const unread: UnreadPlace[] = outcomes
      .filter(outcome => outcome.outcome === 'failed')
      .map(({ path, reason = '' }) => ({ path, reason }));
    const previous = await latestSnapshot(this.#knex, claimed.id);
    const { manifests, carried } = await completed(
      this.#archive,
      scanned.manifests,
      unread,
      previous,
    );
    const inventory: Inventory = {
      subject: { name: claimed.name, description: claimed.entityRef },
      manifests: [...manifests, ...carried].sort((a, b) =>
        a.path < b.path ? -1 : 1,
      ),
    };
    const written = await this.#writer.write(
      claimed,
      { inventory, unread, revision, folder },
      previous,
      signal,
    );
    return {
      etag: etagWith(etag, scope),
      revision,
      manifests,
      unread,
      outcomes,
      inventory,
      previous,
      ...written,
      tools: [`Safety Curtain ${this.#toolVersion}`],
      changes:
        seen &&
        (await changesSinceLastScan(
          this.#knex,
          this.#archive,
          claimed.id,
          seen,
        )),
      source: {
        document: seen && (await this.#writer.packSource(seen, signal)),
        files: seen?.paths.length,
        manifests: otherManifests(unread, scanned.unlocked, seen?.paths),
      },
    };
  }
}

/** Those for which something holds, and the others. */
function partition<T>(items: readonly T[], holds: (item: T) => boolean) {
  return [items.filter(holds), items.filter(item => !holds(item))] as const;
}
