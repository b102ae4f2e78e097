import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type {
  Component,
  DocumentMeta,
  Inventory,
  Manifest,
  SbomQuality,
} from '@safety-curtain/sbom';
import v8 from 'node:v8';
import { MessageChannel, MessagePort } from 'node:worker_threads';
import limitConcurrency from 'p-limit';
import Piscina from 'piscina';
import { visibleMessage } from '../messages/visibleMessage';
import { timeoutSignal } from '../settings/timers';
import { bundleOf } from './fileBundle';

const PACKAGE = '@safety-curtain/plugin-supply-chain-backend';

/** The other side of it is in the threads, which run no TypeScript. */
const {
  receiveLists,
  sendLists,
}: {
  receiveLists(port: MessagePort, lists: unknown[][]): Promise<void>;
  sendLists(port: MessagePort, lists: unknown[][]): Promise<void>;
} = require(resolvePackagePath(PACKAGE, 'worker/slices.cjs'));

/** A document as it is stored. */
export interface PackedDocument {
  mediaType: string;
  /** Of the plain bytes. */
  sha256: string;
  /** Plain bytes. */
  size: number;
  gzip: Uint8Array;
}

/** The documents of one snapshot. */
export interface SnapshotDocuments {
  inventory: PackedDocument;
  cyclonedx: PackedDocument;
  spdx: PackedDocument;
  /** Of the CycloneDX document; absent where it is too large to be scored. */
  quality?: SbomQuality;
}

export interface ReadManifestTask {
  path: string;
  content: Uint8Array;
  /** Files that the manifest may refer to, by path within the source. */
  neighbours: Map<string, Uint8Array>;
  /** Addresses of the npm registries that are known here. */
  registries?: readonly string[];
  /** POMs of registries, by `group:artifact:version`. */
  poms?: ReadonlyMap<string, Uint8Array>;
}

export interface ReadUploadTask {
  /** Where its bytes are: of a large document, a copy takes a second. */
  file: string;
  /** What its manifest is called in the target. */
  path: string;
  subject: { name: string; description: string };
  meta: DocumentMeta;
}

/** An uploaded SBOM as it was understood. */
export interface ReadUpload {
  manifests: Manifest[];
  documents: SnapshotDocuments;
  digest: string;
  original: PackedDocument;
  format: 'CycloneDX' | 'SPDX';
  specVersion: string;
  tools: string[];
  quality: SbomQuality;
  warnings: string[];
}

/**
 * The engines in worker threads: a file that takes too long or too much memory
 * ends its thread, and the scan goes on with an error for that file.
 */
export class EnginePool {
  readonly #pool: Piscina;
  readonly #inTurn: ReturnType<typeof limitConcurrency>;
  readonly #timeoutMs: number;
  readonly #memoryMb: number;

  constructor(options: {
    threads: number;
    timeoutMs: number;
    memoryMb: number;
  }) {
    this.#timeoutMs = options.timeoutMs;
    this.#memoryMb = options.memoryMb;
    this.#inTurn = limitConcurrency(options.threads);
    letThreadsHaveLimits();
    this.#pool = new Piscina({
      filename: resolvePackagePath(PACKAGE, 'worker/engine.cjs'),
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    });
  }

  /** Reads one manifest; resolves to the reason where it cannot be read. */
  async readManifest(
    task: ReadManifestTask,
    signal: AbortSignal,
  ): Promise<{ manifest: Manifest } | { error: string }> {
    try {
      const neighbours = bundleOf(task.neighbours);
      const poms = task.poms && bundleOf(task.poms);
      const [result, lists] = await this.#receive<
        { manifest: Manifest } | { error: string }
      >('readManifest', { ...task, neighbours, poms }, signal);
      if ('manifest' in result) addComponents([result.manifest], lists);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      return { error: this.#explain(error as Error) };
    }
  }

  /**
   * Whether a manifest that no lock file stands beside asks for packages;
   * undefined where its text does not tell, or cannot be read.
   */
  async asksForPackages(
    task: Pick<ReadManifestTask, 'path' | 'content'>,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    try {
      return await this.#run('asksForPackages', task, signal);
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  /** Reads an uploaded SBOM; resolves to the reason where it cannot be read. */
  async readUpload(
    task: ReadUploadTask,
    signal: AbortSignal,
  ): Promise<{ upload: ReadUpload } | { error: string }> {
    try {
      const memory = (this.#memoryMb / 2) * 1024 * 1024;
      const [result, lists] = await this.#receive<
        { upload: ReadUpload } | { error: string }
      >('readUpload', { ...task, memory }, signal);
      if ('upload' in result) addComponents(result.upload.manifests, lists);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      return { error: this.#explain(error as Error) };
    }
  }

  /** The assessments in an SBOM as a document of their own, if there are any. */
  extractVex(
    content: Uint8Array,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const memory = (this.#memoryMb / 2) * 1024 * 1024;
    return this.#run('extractVex', { content, memory }, signal);
  }

  /** Writes the documents of a snapshot. */
  writeDocuments(
    task: { inventory: Inventory; meta: DocumentMeta },
    signal: AbortSignal,
  ): Promise<SnapshotDocuments> {
    return this.#runWhole('writeDocuments', task, signal);
  }

  /** The digest of what a snapshot holds. */
  digestInventory(inventory: Inventory, signal: AbortSignal): Promise<string> {
    return this.#runWhole('digestInventory', { inventory }, signal);
  }

  /** A text as it is stored. */
  async packText(
    task: { mediaType: string; text: string },
    signal: AbortSignal,
  ): Promise<PackedDocument> {
    try {
      return await this.#run('packText', task, signal);
    } catch (error) {
      signal.throwIfAborted();
      const reason = this.#explain(error as Error);
      throw new Error(`A document could not be written. ${reason}`);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Work on all files of a snapshot, which fails as a whole. */
  async #runWhole<T>(
    name: string,
    task: { inventory: Inventory },
    signal: AbortSignal,
  ) {
    try {
      return await this.#send<T>(name, task, signal);
    } catch (error) {
      signal.throwIfAborted();
      const reason = this.#explain(error as Error);
      throw new Error(`The SBOM could not be written. ${reason}`);
    }
  }

  /** Work on an inventory, whose components are sent in slices. */
  async #send<T>(
    name: string,
    task: { inventory: Inventory },
    signal: AbortSignal,
  ): Promise<T> {
    const { inventory } = task;
    const lists = inventory.manifests.map(manifest => manifest.components);
    const manifests = inventory.manifests.map(manifest => ({
      ...manifest,
      components: [],
    }));
    const { port1, port2 } = new MessageChannel();
    const small = { ...task, inventory: { ...inventory, manifests } };
    const sending = sendLists(port1, lists);
    // Where the thread ends before it has taken all, it says why.
    sending.catch(() => undefined);
    try {
      return await this.#run(name, { ...small, input: port2 }, signal, [port2]);
    } finally {
      port1.close();
      port2.close();
    }
  }

  /** Work whose manifests come back without components, and these in slices. */
  async #receive<T>(
    name: string,
    task: object,
    signal: AbortSignal,
  ): Promise<[result: T, lists: Component[][]]> {
    const { port1, port2 } = new MessageChannel();
    const lists: Component[][] = [];
    const receiving = receiveLists(port1, lists);
    receiving.catch(() => undefined);
    try {
      const result = await this.#run<T>(
        name,
        { ...task, output: port2 },
        signal,
        [port2],
      );
      await receiving;
      return [result, lists];
    } finally {
      port1.close();
      port2.close();
    }
  }

  /** The time limit counts from when a thread is free, not from the queue. */
  #run<T>(
    name: string,
    task: unknown,
    signal: AbortSignal,
    transferList: MessagePort[] = [],
  ): Promise<T> {
    return this.#inTurn(() => {
      signal.throwIfAborted();
      const limit = timeoutSignal(this.#timeoutMs);
      return this.#pool.run(task, {
        name,
        transferList,
        signal: AbortSignal.any([signal, limit]),
      });
    });
  }

  #explain(error: Error & { code?: string }): string {
    if (error.name === 'AbortError' || error.name === 'TimeoutError') {
      return `It took longer than ${this.#timeoutMs / 1000} seconds`;
    }
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return `It took more than ${this.#memoryMb} MiB of memory`;
    }
    return `It failed: ${visibleMessage(error)}`;
  }
}

function addComponents(manifests: Manifest[], lists: Component[][]): void {
  for (const [i, manifest] of manifests.entries()) {
    manifest.components = lists[i] ?? [];
  }
}

/**
 * With `--max-old-space-size`, as many a portal is started, V8 gives each
 * thread that much heap as well, and a thread's own limit counts for nothing.
 * The main thread has its heap by now: taking the flag back leaves it that.
 */
function letThreadsHaveLimits(): void {
  const flags = [...process.execArgv, process.env.NODE_OPTIONS].join(' ');
  if (/--max[-_]old[-_]space[-_]size/.test(flags)) {
    v8.setFlagsFromString('--max-old-space-size=0');
  }
}
