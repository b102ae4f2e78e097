import type { SourceObserver } from '@safety-curtain/plugin-supply-chain-node';

/** Several who take note of the files of one reading; each gets the bytes that it asked for. */
export class Observers implements SourceObserver {
  readonly #all: readonly SourceObserver[];
  /** By path: of each observer, the bytes that it asked for. */
  readonly #asked = new Map<string, number[]>();

  constructor(...all: SourceObserver[]) {
    this.#all = all;
  }

  onFile(path: string, size: number, whole: boolean): number {
    const asked = this.#all.map(one => one.onFile(path, size, whole));
    const most = Math.max(...asked);
    if (most > 0) this.#asked.set(path, asked);
    return most;
  }

  onContent(path: string, content: Uint8Array): void {
    const asked = this.#asked.get(path);
    if (!asked) return;
    this.#all.forEach((one, index) => {
      if (asked[index] > 0) {
        one.onContent(path, content.subarray(0, asked[index]));
      }
    });
  }

  onUnread(path: string, reason: string): void {
    for (const one of this.#all) one.onUnread(path, reason);
  }

  onMissed(path: string): void {
    for (const one of this.#all) one.onMissed(path);
  }
}
