import { byCodeUnit } from '../graph/graphBuilder';
import { folderOf } from './unreadFiles';

/** Whether a path fits, by its place from a folder and as it is. */
type Fits = (place: string, path: string) => boolean;

/** Paths by where they lie, so that no file is compared with all others. */
export class Places {
  private readonly sorted: readonly string[];
  private readonly byFolder = new Map<string, string[]>();

  constructor(paths: readonly string[]) {
    this.sorted = [...paths].sort(byCodeUnit);
    for (const path of this.sorted) {
      const folder = folderOf(path);
      const beside = this.byFolder.get(folder);
      if (beside) {
        beside.push(path);
      } else {
        this.byFolder.set(folder, [path]);
      }
    }
  }

  /** The first path below a file's folder, or in one above it, that fits. */
  around(path: string, fits: Fits): string | undefined {
    return this.below(folderOf(path), fits) ?? this.above(folderOf(path), fits);
  }

  private below(folder: string, fits: Fits): string | undefined {
    for (let at = this.firstFrom(folder); at < this.sorted.length; at++) {
      const path = this.sorted[at];
      if (!path.startsWith(folder)) {
        return undefined;
      }
      if (fits(path.slice(folder.length), path)) {
        return path;
      }
    }
    return undefined;
  }

  private above(folder: string, fits: Fits): string | undefined {
    let at = folder;
    let up = '';
    while (at !== '') {
      at = folderOf(at.slice(0, -1));
      up += '../';
      for (const path of this.byFolder.get(at) ?? []) {
        if (fits(up + path.slice(at.length), path)) {
          return path;
        }
      }
    }
    return undefined;
  }

  /** Index of the first path that is not before a text. */
  private firstFrom(text: string): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.sorted[middle] < text) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
