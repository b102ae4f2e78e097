import type { ScanStep } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { ClaimedTarget } from '../../records/scans/queue';
import { recordProgress } from '../../records/scans/recordScan';

/** Told that a scan has gone on, or has ended. */
export type TellProgress = (claimed: ClaimedTarget, finished: boolean) => void;

/** Where a scan is, in its record and for those who watch. */
export class ScanProgress {
  readonly #knex: Knex;
  readonly #tell: TellProgress;

  constructor(knex: Knex, tell: TellProgress = () => undefined) {
    this.#knex = knex;
    this.#tell = tell;
  }

  /** The claim has recorded the first step. */
  begun(claimed: ClaimedTarget): void {
    this.#tell(claimed, false);
  }

  ended(claimed: ClaimedTarget): void {
    this.#tell(claimed, true);
  }

  async step(
    claimed: ClaimedTarget,
    step: ScanStep,
    progress?: string,
  ): Promise<void> {
    await recordProgress(this.#knex, claimed.scanId, step, progress);
    this.#tell(claimed, false);
  }

  /**
   * Notes how many files are read. It is for people, so a scan does not wait
   * for it; and while one note is written, only the last of the next is kept.
   */
  reading(claimed: ClaimedTarget): (progress: string) => void {
    let writing = false;
    let next: string | undefined;
    const write = async () => {
      writing = true;
      while (next !== undefined) {
        const progress = next;
        next = undefined;
        await this.step(claimed, 'reading', progress).catch(() => undefined);
      }
      writing = false;
    };
    return progress => {
      next = progress;
      if (!writing) write();
    };
  }
}
