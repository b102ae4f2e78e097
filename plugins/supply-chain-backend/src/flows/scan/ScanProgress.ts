import type { ScanStep } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { ClaimedTarget } from '../../records/scans/queue';
import { recordProgress } from '../../records/scans/recordScan';

/** Told that a scan has gone on, or has ended. */
export type TellProgress = (claimed: ClaimedTarget, finished: boolean) => void;

/** Between two notes of how many files are read. */
const PAUSE_MS = 300;

/** How many files are read, as it was told last, or is to be told next. */
interface Note {
  progress: string;
  timer?: NodeJS.Timeout;
  written?: Promise<void>;
}

/** Where a scan is, in its record and for those who watch. */
export class ScanProgress {
  readonly #knex: Knex;
  readonly #tell: TellProgress;
  /** By scan. */
  readonly #notes = new Map<string, Note>();

  constructor(knex: Knex, tell: TellProgress = () => undefined) {
    this.#knex = knex;
    this.#tell = tell;
  }

  /** The claim has recorded the first step. */
  begun(claimed: ClaimedTarget): void {
    this.#tell(claimed, false);
  }

  ended(claimed: ClaimedTarget): void {
    this.#forget(claimed);
    this.#tell(claimed, true);
  }

  async step(claimed: ClaimedTarget, step: ScanStep): Promise<void> {
    // A note that comes later would say that files are still read.
    await this.#forget(claimed)?.written;
    await this.#record(claimed, step);
  }

  /**
   * Notes how many files are read. It is for people, so a scan does not wait
   * for it; and it is told a few times a second at the most.
   */
  reading(claimed: ClaimedTarget): (progress: string) => void {
    return progress => {
      const told = this.#notes.get(claimed.scanId);
      if (told) {
        told.progress = progress;
        return;
      }
      const note: Note = { progress };
      this.#notes.set(claimed.scanId, note);
      this.#write(claimed, note);
    };
  }

  #write(claimed: ClaimedTarget, note: Note): void {
    const { scanId } = claimed;
    const { progress } = note;
    note.written = this.#record(claimed, 'reading', progress).catch(
      () => undefined,
    );
    note.timer = setTimeout(async () => {
      await note.written;
      if (this.#notes.get(scanId) !== note) return;
      if (note.progress === progress) this.#notes.delete(scanId);
      else this.#write(claimed, note);
    }, PAUSE_MS);
    note.timer.unref();
  }

  #forget({ scanId }: ClaimedTarget): Note | undefined {
    const note = this.#notes.get(scanId);
    clearTimeout(note?.timer);
    this.#notes.delete(scanId);
    return note;
  }

  async #record(
    claimed: ClaimedTarget,
    step: ScanStep,
    progress?: string,
  ): Promise<void> {
    await recordProgress(this.#knex, claimed.scanId, step, progress);
    this.#tell(claimed, false);
  }
}
