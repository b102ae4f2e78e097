import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  SkippedFile,
  SourceFile,
  SourceReader,
  SourceReadOptions,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { refuse } from './LocalSourceReader';

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
    const files: SourceFile[] = [];
    for (const file of await tree.files()) {
      options.signal.throwIfAborted();
      files.push({ path: file.path, content: await file.content() });
    }
    if (wanted.seen === 0) {
      throw new InputError(
        `Nothing was found at ${options.target}; is the path right?`,
      );
    }
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return {
      unchanged: false,
      files,
      skipped,
      etag: tree.etag,
      revision: tree.etag,
    };
  }
}

/** Decides on each path of an archive as it streams by. */
class WantedFiles {
  readonly #options: SourceReadOptions;
  readonly #skipped: SkippedFile[];
  #count = 0;
  #total = 0;
  seen = 0;

  constructor(options: SourceReadOptions, skipped: SkippedFile[]) {
    this.#options = options;
    this.#skipped = skipped;
  }

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
        : refuse(size, this.#count, this.#total, limits);
    if (refusal) {
      this.#skipped.push({ path, reason: refusal, failed: true });
      return false;
    }
    this.#count++;
    this.#total += size;
    return true;
  }
}
