import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { InspectTasks } from '@safety-curtain/inspect';
import type { Provenance, ProvenanceTasks } from '@safety-curtain/provenance';
import {
  Component,
  DocumentMeta,
  FileBundle,
  HandedManifest,
  Inventory,
  Manifest,
  PackedDocument,
  ReaderTasks,
  SbomDialect,
  takeOver,
  UnderstoodSbom,
  UploadTask,
  writeComponents,
  writeFileBundle,
  WrittenInventory,
} from '@safety-curtain/sbom';
import type {
  BuildTasks,
  ReportHeading,
  ReportOptions,
  ReportTasks,
  SplitBuild,
  ToolReport,
} from '@safety-curtain/reports';
import type { IgnoreFile, VexHeading, VexTasks } from '@safety-curtain/vex';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { visibleMessage } from '../messages/visibleMessage';
import { noTelemetry, type Telemetry } from '../telemetry/Telemetry';
import { ChildError } from './Child';
import { ChildPool } from './ChildPool';

export type { PackedDocument };

/**
 * What kept a file from being read: what is in it, too little time or memory,
 * or that its reader broke.
 */
export type ReadFailure = 'content' | ChildError['failure'];

/** Why a file could not be read, in words and by kind. */
export interface Unread {
  error: string;
  failure: ReadFailure;
}

/** What a failure is counted as; of manifests, scans count each with its own format. */
type ReadFormat =
  | 'upload'
  | 'vex'
  | 'ignore-file'
  | 'inspection'
  | 'attestation';

/** An uploaded SBOM as it was understood. */
export type ReadUpload = UnderstoodSbom;

/** One file of a source. */
export interface ReadFileTask {
  path: string;
  /** The files of the source, that one among them: the same map for all. */
  files: ReadonlyMap<string, Uint8Array>;
  /** Where this may put files, until the inventory is written. */
  folder: string;
}

export interface ReadManifestTask extends ReadFileTask {
  /** Addresses of the npm registries that are known here. */
  registries?: readonly string[];
  /** POMs of registries, by `group:artifact:version`. */
  poms?: ReadonlyMap<string, Uint8Array>;
}

/**
 * The engines in processes of their own: a file that takes too long or too
 * much memory, or that breaks its process, is an error of that file. What is
 * large goes through files in a folder of the caller's; components come out of
 * a process once, and what writes documents of them reads them there.
 */
export class EnginePool {
  readonly #pool: ChildPool<
    ReaderTasks &
      VexTasks &
      ReportTasks &
      BuildTasks &
      InspectTasks &
      ProvenanceTasks
  >;
  readonly #memory: number;
  readonly #telemetry: Telemetry;
  readonly #bundles = new WeakMap<
    ReadonlyMap<string, Uint8Array>,
    Promise<FileBundle>
  >();
  /** Where the components of manifests were put when these were read. */
  readonly #componentFiles = new WeakMap<readonly Component[], string>();

  constructor(options: {
    processes: number;
    timeoutMs: number;
    memoryMb: number;
    telemetry?: Telemetry;
  }) {
    const { telemetry = noTelemetry, ...bounds } = options;
    this.#telemetry = telemetry;
    this.#pool = new ChildPool({
      ...bounds,
      script: resolvePackagePath(
        '@safety-curtain/plugin-supply-chain-backend',
        'worker/engine.cjs',
      ),
    });
    this.#memory = (options.memoryMb / 2) * 1024 * 1024;
  }

  #unread(format: ReadFormat, error: string, failure: ReadFailure): Unread {
    this.#telemetry.record('readerFailures', 1, { format, failure });
    return { error, failure };
  }

  /** Reads one manifest; resolves to the reason where it cannot be read. */
  async readManifest(
    task: ReadManifestTask,
    signal: AbortSignal,
  ): Promise<{ manifest: Manifest } | Unread> {
    const { folder, poms } = task;
    const given = {
      path: task.path,
      files: await this.#bundle(task.files, folder),
      registries: task.registries,
      poms: poms?.size ? await this.#bundle(poms, folder) : undefined,
      output: newFile(folder),
    };
    try {
      const result = await this.#pool.run('readManifest', given, signal);
      return 'error' in result
        ? { ...result, failure: 'content' }
        : { manifest: await this.#take(result.manifest) };
    } catch (error) {
      signal.throwIfAborted();
      return { error: explain(error), failure: failureOf(error) };
    }
  }

  /**
   * Whether a manifest that no lock file stands beside asks for packages;
   * undefined where its text does not tell, or cannot be read.
   */
  async asksForPackages(
    { path: file, files, folder }: ReadFileTask,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    const task = { path: file, files: await this.#bundle(files, folder) };
    try {
      return await this.#pool.run('asksForPackages', task, signal);
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  /**
   * Reads an uploaded SBOM, and puts files beside it; resolves to the reason
   * where it cannot be read.
   */
  async readUpload(
    task: Omit<UploadTask, 'memory'>,
    signal: AbortSignal,
  ): Promise<{ upload: ReadUpload } | Unread> {
    const given = { ...task, memory: this.#memory };
    try {
      const result = await this.#pool.run('readUpload', given, signal);
      if ('error' in result)
        return this.#unread('upload', result.error, 'content');
      const manifests: Manifest[] = [];
      for (const manifest of result.upload.manifests) {
        manifests.push(await takeOver(manifest));
      }
      return { upload: { ...result.upload, manifests } };
    } catch (error) {
      signal.throwIfAborted();
      return this.#unread(
        'upload',
        `The SBOM could not be read. ${explain(error)}`,
        failureOf(error),
      );
    }
  }

  /** The assessments in an SBOM as a document of their own, if there are any. */
  async extractVex(
    content: Uint8Array,
    folder: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const file = newFile(folder);
    const output = newFile(folder);
    await fs.writeFile(file, content, { flag: 'wx', signal });
    const task = { file, output, memory: this.#memory };
    const isAny = await this.#pool.run('extractVex', task, signal);
    return isAny
      ? fs.readFile(output, { encoding: 'utf8', signal })
      : undefined;
  }

  /**
   * Reads a VEX document; its statements are in a file beside it, as
   * `readStatements` reads them. Resolves to the reason where it cannot be read.
   */
  async readVex(
    file: string,
    signal: AbortSignal,
  ): Promise<{ document: VexHeading; statements: string } | Unread> {
    const output = `${file}.statements`;
    const task = { file, output, memory: this.#memory };
    try {
      const result = await this.#pool.run('readVex', task, signal);
      return 'error' in result
        ? this.#unread('vex', result.error, 'content')
        : { ...result, statements: output };
    } catch (error) {
      signal.throwIfAborted();
      return this.#unread('vex', explain(error), failureOf(error));
    }
  }

  /**
   * Reads the report of a tool; the results of all its reports are in a file
   * beside it, one after the other, as `readReportLines` reads them. Resolves to
   * the reason where it cannot be read.
   */
  async readReport(
    file: string,
    options: ReportOptions & { fileName?: string; format?: string },
    signal: AbortSignal,
  ): Promise<
    { format: string; reports: ReportHeading[]; results: string } | Unread
  > {
    const output = `${file}.results`;
    const task = { ...options, file, output, memory: this.#memory };
    try {
      const result = await this.#pool.run('readReport', task, signal);
      return 'error' in result
        ? this.#unread('upload', result.error, 'content')
        : { ...result, results: output };
    } catch (error) {
      signal.throwIfAborted();
      return this.#unread('upload', explain(error), failureOf(error));
    }
  }

  /**
   * Takes a build apart that comes with what tools say of it; its SBOMs go to
   * files beside it. Resolves to the reason where it cannot be read.
   */
  async splitBuild(
    file: string,
    signal: AbortSignal,
  ): Promise<{ build: SplitBuild } | Unread> {
    const task = { file, memory: this.#memory };
    try {
      const result = await this.#pool.run('splitBuild', task, signal);
      if ('error' in result)
        return this.#unread('upload', result.error, 'content');
      const text = await fs.readFile(result.parts, {
        encoding: 'utf8',
        signal,
      });
      return { build: JSON.parse(text) };
    } catch (error) {
      signal.throwIfAborted();
      return this.#unread(
        'upload',
        `The build could not be read. ${explain(error)}`,
        failureOf(error),
      );
    }
  }

  /** Inspects files; resolves to the reason where that failed for all of them. */
  async inspectFiles(
    task: Omit<
      Parameters<InspectTasks['inspectFiles']>[0],
      'output' | 'now'
    > & {
      folder: string;
      now: Date;
    },
    signal: AbortSignal,
  ): Promise<{ reports: ToolReport[] } | Unread> {
    const { folder, now, ...given } = task;
    const output = newFile(folder);
    try {
      await this.#pool.run(
        'inspectFiles',
        { ...given, output, now: now.toISOString() },
        signal,
      );
      const text = await fs.readFile(output, { encoding: 'utf8', signal });
      return { reports: JSON.parse(text) };
    } catch (error) {
      signal.throwIfAborted();
      return this.#unread('inspection', explain(error), failureOf(error));
    }
  }

  /** Verifies where a package comes from; resolves to the reason where that broke its process. */
  async verifyProvenance(
    task: Parameters<ProvenanceTasks['verifyProvenance']>[0],
    signal: AbortSignal,
  ): Promise<{ provenance: Provenance } | Unread> {
    try {
      const provenance = await this.#pool.run('verifyProvenance', task, signal);
      return { provenance };
    } catch (error) {
      signal.throwIfAborted();
      return this.#unread('attestation', explain(error), failureOf(error));
    }
  }

  /** Reads an ignore file of a tool; resolves to the reason where it cannot be read. */
  async readIgnoreFile(
    task: { path: string; content: Uint8Array },
    signal: AbortSignal,
  ): Promise<{ file: IgnoreFile } | Unread> {
    try {
      const result = await this.#pool.run('readIgnoreFile', task, signal);
      return 'error' in result
        ? this.#unread('ignore-file', result.error, 'content')
        : result;
    } catch (error) {
      signal.throwIfAborted();
      return this.#unread('ignore-file', explain(error), failureOf(error));
    }
  }

  /**
   * Writes the documents of a snapshot, unless its digest is the known one.
   * `folder` is that in which its manifests were read.
   */
  writeInventory(
    task: {
      inventory: Inventory;
      meta: DocumentMeta;
      folder: string;
      known?: string;
    },
    signal: AbortSignal,
  ): Promise<WrittenInventory> {
    const { inventory, meta, folder, known } = task;
    return this.#write('The SBOM', signal, async () => {
      const manifests: HandedManifest[] = [];
      for (const manifest of inventory.manifests) {
        manifests.push(await this.#hand(manifest, folder));
      }
      const { subject } = inventory;
      const given = { subject, manifests, meta, known };
      return this.#pool.run('writeInventory', given, signal);
    });
  }

  /**
   * Writes the document of an inventory in another format than those that are
   * kept. `cyclonedx` is its CycloneDX document, which says how it was made.
   */
  rewriteSbom(
    task: {
      inventory: Uint8Array;
      cyclonedx: Uint8Array;
      dialect: SbomDialect;
      folder: string;
    },
    signal: AbortSignal,
  ): Promise<{ mediaType: string; bytes: Buffer }> {
    const { dialect, folder } = task;
    return this.#write('The SBOM', signal, async () => {
      const [inventory, cyclonedx, output] = [1, 2, 3].map(() =>
        newFile(folder),
      );
      await fs.writeFile(inventory, task.inventory, { flag: 'wx', signal });
      await fs.writeFile(cyclonedx, task.cyclonedx, { flag: 'wx', signal });
      const given = { inventory, cyclonedx, dialect, output };
      const written = await this.#pool.run('rewriteSbom', given, signal);
      return { ...written, bytes: await fs.readFile(output, { signal }) };
    });
  }

  /** A text as it is stored. */
  packText(
    task: { mediaType: string; text: string },
    signal: AbortSignal,
  ): Promise<PackedDocument> {
    return this.#write('A document', signal, () =>
      this.#pool.run('packText', task, signal),
    );
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #write<T>(
    what: string,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(`${what} could not be written. ${explain(error)}`);
    }
  }

  /** The bundle of files, which is made once for a map. */
  #bundle(
    files: ReadonlyMap<string, Uint8Array>,
    folder: string,
  ): Promise<FileBundle> {
    const known = this.#bundles.get(files);
    if (known) return known;
    const bundle = writeFileBundle(newFile(folder), files);
    this.#bundles.set(files, bundle);
    return bundle;
  }

  async #take(handed: HandedManifest): Promise<Manifest> {
    const manifest = await takeOver(handed);
    this.#componentFiles.set(manifest.components, handed.file);
    return manifest;
  }

  /** Components that came out of a process are in a file already. */
  async #hand(
    { components, ...manifest }: Manifest,
    folder: string,
  ): Promise<HandedManifest> {
    const known = this.#componentFiles.get(components);
    if (known) return { ...manifest, file: known };
    const file = newFile(folder);
    await writeComponents(file, components);
    this.#componentFiles.set(components, file);
    return { ...manifest, file };
  }
}

function newFile(folder: string): string {
  return path.join(folder, randomUUID());
}

function explain(error: unknown): string {
  return error instanceof ChildError
    ? error.message
    : `It failed: ${visibleMessage(error)}`;
}

function failureOf(error: unknown): ReadFailure {
  return error instanceof ChildError ? error.failure : 'process';
}
