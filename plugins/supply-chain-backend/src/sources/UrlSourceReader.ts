import type {
  UrlReaderService,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  SkippedFile,
  SourceFile,
  SourceReader,
  SourceReadOptions,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { contentDigest, refuse } from './limits';

/** Decides on each path of an archive as it streams by, and on its content. */
class WantedFiles {
  readonly #options: SourceReadOptions;
  readonly #skipped: SkippedFile[];
  readonly #taken = new Set<string>();
  #announced = 0;
  #kept = 0;
  #keptBytes = 0;
  seen = 0;

  constructor(options: SourceReadOptions, skipped: SkippedFile[]) {
    this.#options = options;
    this.#skipped = skipped;
  }

  took(path: string): boolean {
    return this.#taken.has(path);
  }

  /** By path and announced size, before the content is held in memory. */
  take(path: string, size: number): boolean {
    this.seen++;
    const folders = path.split('/').slice(0, -1);
    // An archive from elsewhere may claim any path.
    if (path.startsWith('/') || folders.includes('..')) return false;
    if (!this.#options.wants(path)) return false;
    const ignored = folders.some((_, i) =>
      this.#options.ignoresFolder(folders.slice(0, i + 1).join('/')),
    );
    if (ignored) return false;
    const { limits } = this.#options;
    const refusal =
      folders.length > limits.depth
        ? `Deeper than ${limits.depth} folders`
        : refuse({ path, size }, this.#taken.size, this.#announced, limits);
    if (refusal) return this.#skip(path, refusal);
    this.#taken.add(path);
    this.#announced += size;
    return true;
  }

  /** By what the content really is. */
  keep({ path, content }: SourceFile): boolean {
    const refusal = refuse(
      { path, size: content.length },
      this.#kept,
      this.#keptBytes,
      this.#options.limits,
    );
    if (refusal) return this.#skip(path, refusal);
    this.#kept++;
    this.#keptBytes += content.length;
    return true;
  }

  #skip(path: string, reason: string): false {
    this.#skipped.push({ path, reason, failed: true });
    return false;
  }
}

/** Reads repositories through the integrations that the portal has. */
export class UrlSourceReader implements SourceReader {
  readonly types = ['url'];
  readonly #reader: UrlReaderService;

  constructor(reader: UrlReaderService) {
    this.#reader = reader;
  }

  supports(): boolean {
    return true;
  }

  async read(options: SourceReadOptions): Promise<SourceReadResult> {
    const skipped: SkippedFile[] = [];
    const wanted = new WantedFiles(options, skipped);
    let tree;
    try {
      tree = await this.#reader.readTree(options.target, {
        etag: options.etag,
        filter: (path, info) => wanted.take(path, info?.size ?? 0),
        signal: options.signal,
      });
    } catch (error) {
      // By name: the error may come from another copy of the package.
      if ((error as Error).name === 'NotModifiedError') {
        return { unchanged: true };
      }
      throw error;
    }
    const files = await readFiles(tree, wanted, options);
    if (wanted.seen === 0) {
      throw new InputError(
        `Nothing was found at ${options.target}; is the path right?`,
      );
    }
    return {
      unchanged: false,
      files,
      skipped,
      etag: tree.etag,
      revision: tree.etag || contentDigest(files),
    };
  }
}

/**
 * The wanted files in the order of their paths. Not every reader of the portal
 * filters, and none is bound by the sizes that it announced: both are looked
 * at again.
 */
async function readFiles(
  tree: UrlReaderServiceReadTreeResponse,
  wanted: WantedFiles,
  { signal }: SourceReadOptions,
): Promise<SourceFile[]> {
  // Of two files of one path the last one counts, as when one unpacks them.
  const files = new Map<string, SourceFile>();
  for (const { path, content } of await tree.files()) {
    signal.throwIfAborted();
    if (!wanted.took(path) && !wanted.take(path, 0)) continue;
    const file = { path, content: await content() };
    if (wanted.keep(file)) files.set(path, file);
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
