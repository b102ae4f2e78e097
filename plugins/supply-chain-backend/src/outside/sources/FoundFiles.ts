import type {
  SkippedFile,
  SourceReadOptions,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Stats } from 'node:fs';
import fs from 'node:fs/promises';
import { inChunks } from '../../database/dialect';
import { refuse } from './limits';
import { PlacesBefore } from './PlacesBefore';

/** A file that was found, not yet read. */
export interface FoundFile {
  path: string;
  absolute: string;
  size: number;
  changedAt: number;
  /** Whether its content is asked for as a whole, within the limits. */
  wanted: boolean;
}

/** An entry of a folder that is no folder. */
interface Listed {
  relative: string;
  absolute: string;
}

interface Asked extends Listed {
  wants: boolean;
  /** Whether a manifest was read there or below it. */
  wasRead: boolean;
  observes: boolean;
}

/** Files that are looked up at once. */
const TOGETHER = 64;

/** Files that an observer is told of. */
const MAX_OBSERVED = 100_000;

/** Decides on each file of a walk whether it is read. */
export class FoundFiles {
  readonly #found: FoundFile[] = [];
  readonly #skipped: SkippedFile[] = [];
  readonly #options: SourceReadOptions;
  readonly #before: PlacesBefore;
  #wanted = 0;
  #wantedBytes = 0;
  #observed = 0;

  constructor(options: SourceReadOptions) {
    this.#options = options;
    this.#before = new PlacesBefore(options.readBefore);
  }

  /** The files of one folder; their order decides what limits leave out. */
  async add(files: readonly Listed[]): Promise<void> {
    const { wants, observer } = this.#options;
    const asked = files.flatMap(file => {
      const observes =
        observer !== undefined && ++this.#observed <= MAX_OBSERVED;
      const isWanted = wants(file.relative);
      const wasRead = this.#before.isIn(file.relative);
      return isWanted || observes || wasRead
        ? { ...file, wants: isWanted, observes, wasRead }
        : [];
    });
    for await (const chunk of inChunks(asked, TOGETHER)) {
      const found = await Promise.all(
        chunk.map(({ absolute }) =>
          // Gone since its folder was listed: as good as never seen.
          fs.lstat(absolute).catch(() => undefined),
        ),
      );
      chunk.forEach((file, index) => {
        const stats = found[index];
        if (stats) this.#take(file, stats);
      });
    }
  }

  #take(asked: Asked, stats: Stats): void {
    const { relative, absolute, wants, observes, wasRead } = asked;
    if (!stats.isFile()) {
      const reason = stats.isSymbolicLink()
        ? 'A link, and links are not followed'
        : 'Not a regular file';
      if (wants || wasRead) {
        this.#skipped.push({ path: relative, reason, failed: wasRead });
      }
      if (observes) this.#options.observer?.onUnread(relative, reason);
      return;
    }
    const wanted = wants && this.#takes(relative, stats.size);
    if (!wanted && !observes) return;
    this.#found.push({
      path: relative,
      absolute,
      size: stats.size,
      changedAt: stats.mtimeMs,
      wanted,
    });
  }

  /** A folder, which may have the name of a wanted file. */
  addFolder(folder: string): void {
    const failed = this.#before.isManifest(folder);
    if (!failed && !this.#options.wants(folder)) return;
    const reason = 'A folder, and not a file';
    this.#skipped.push({ path: folder, reason, failed });
  }

  /** A folder that may hold wanted files and is not looked into. */
  miss(folder: string, reason: string): void {
    this.#skipped.push({ path: folder, reason, failed: true });
    this.#options.observer?.onMissed(folder);
  }

  /** All of them, in the order of their paths. */
  end(): { found: FoundFile[]; skipped: SkippedFile[] } {
    if (this.#observed > MAX_OBSERVED) this.#options.observer?.onMissed('.');
    this.#found.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { found: this.#found, skipped: this.#skipped };
  }

  #takes(file: string, size: number): boolean {
    const refusal = refuse(
      { path: file, size },
      this.#wanted,
      this.#wantedBytes,
      this.#options.limits,
    );
    if (refusal) {
      this.#skipped.push({ path: file, reason: refusal, failed: true });
      return false;
    }
    this.#wanted++;
    this.#wantedBytes += size;
    return true;
  }
}
