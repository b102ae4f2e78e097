import { byCodeUnit } from '../graph/graphBuilder';
import { folderOf } from './unreadFiles';

/** Whether a path fits, by its place from a folder. */
type Fits = (place: string) => boolean;

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

  /** Whether a path below a file's folder, or in one above it, fits. */
  has(path: string, fits: Fits): boolean {
    return (
      this.isBelow(folderOf(path), fits) || this.isAbove(folderOf(path), fits)
    );
  }

  private isBelow(folder: string, fits: Fits): boolean {
    for (let at = this.firstFrom(folder); at < this.sorted.length; at++) {
      const path = this.sorted[at];
      if (!path.startsWith(folder)) {
        return false;
      }
      if (fits(path.slice(folder.length))) {
        return true;
      }
    }
    return false;
  }

  private isAbove(folder: string, fits: Fits): boolean {
    let at = folder;
    let up = '';
    while (at !== '') {
      at = folderOf(at.slice(0, -1));
      up += '../';
      for (const path of this.byFolder.get(at) ?? []) {
        if (fits(up + path.slice(at.length))) {
          return true;
        }
      }
    }
    return false;
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
