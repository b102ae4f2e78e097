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
import { setImmediate } from 'node:timers/promises';
import { contentDigest, refuse } from './limits';
import { PlacesBefore } from './PlacesBefore';

const EMPTY = 'It is empty or a link, and links are not followed';

/** Files after which other work goes on. */
const BREATH = 50;

/** There is such a source, and nothing in it at that place. */
export class NothingFoundError extends InputError {}

/** Decides on each path of an archive as it streams by, and on its content. */
class WantedFiles {
  readonly #options: SourceReadOptions;
  readonly #skipped: SkippedFile[];
  /** Wanted, and within the limits. */
  readonly #taken = new Set<string>();
  /** Asked for by the observer. */
  readonly #asked = new Set<string>();
  /** In the place of folders that had manifests. */
  readonly #instead = new Set<string>();
  readonly #before: PlacesBefore;
  #announced = 0;
  #kept = 0;
  #keptBytes = 0;
  seen = 0;

  constructor(options: SourceReadOptions, skipped: SkippedFile[]) {
    this.#options = options;
    this.#skipped = skipped;
    this.#before = new PlacesBefore(options.readBefore);
  }

  /** Whether `take` has said yes to a path. */
  took(path: string): boolean {
    return (
      this.#taken.has(path) || this.#asked.has(path) || this.#instead.has(path)
    );
  }

  /** By path and announced size, before the content is held in memory. */
  take(path: string, size: number): boolean {
    this.seen++;
    const folders = path.split('/').slice(0, -1);
    // An archive from elsewhere may claim any path.
    if (path === '' || path.startsWith('/')) return false;
    if (folders.includes('..')) return false;
    const ignored = folders.some((_, i) =>
      this.#options.ignoresFolder(folders.slice(0, i + 1).join('/')),
    );
    if (ignored) return false;
    const { limits, observer } = this.#options;
    const deep = folders.length > limits.depth;
    if (deep) observer?.onMissed(path);
    const asked =
      !deep && observer !== undefined && observer.onFile(path, size, true) > 0;
    if (asked) this.#asked.add(path);
    const isInstead = this.#before.isFolder(path);
    if (isInstead) this.#instead.add(path);
    return this.#takes(path, size, deep) || asked || isInstead;
  }

  #takes(path: string, size: number, deep: boolean): boolean {
    const { limits, wants } = this.#options;
    if (!wants(path)) return false;
    const refusal = deep
      ? `Deeper than ${limits.depth} folders`
      : refuse({ path, size }, this.#taken.size, this.#announced, limits);
    if (refusal) return this.#skip(path, refusal);
    this.#taken.add(path);
    this.#announced += size;
    return true;
  }

  /** Shows a content to the observer that asked for it. */
  observe({ path, content }: SourceFile): void {
    const { observer } = this.#options;
    if (content.length === 0 && this.#instead.has(path)) {
      this.#skip(path, EMPTY);
    }
    if (!observer || !this.#asked.has(path)) return;
    observer.onContent(path, content);
    // In an archive a link is a file without content.
    if (content.length === 0) observer.onUnread(path, EMPTY);
  }

  /** By what the content really is. */
  keep({ path, content }: SourceFile): boolean {
    if (!this.#taken.has(path)) return false;
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
      throw new NothingFoundError(
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
  let count = 0;
  for (const { path, content } of await tree.files()) {
    signal.throwIfAborted();
    if (!wanted.took(path) && !wanted.take(path, 0)) continue;
    const bytes = await content();
    // Of a file without content some readers of the portal give an empty list.
    const file = { path, content: bytes.length > 0 ? bytes : Buffer.alloc(0) };
    wanted.observe(file);
    if (wanted.keep(file)) files.set(path, file);
    // Contents may be there already: others have their turn nonetheless.
    if (++count % BREATH === 0) await setImmediate();
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
