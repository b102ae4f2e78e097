import {
  inspectionsOf,
  isBinary,
  MAX_INSPECTED_BYTES,
} from '@safety-curtain/inspect';
import type { SourceObserver } from '@safety-curtain/plugin-supply-chain-node';
import { type FileBundle, FileBundleWriter } from '@safety-curtain/sbom';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

const MIB = 1024 * 1024;

/** How much of one source is inspected, however large it is. */
export interface InspectionLimits {
  files: number;
  /** Bytes of all files together. */
  bytes: number;
  /** Bytes more for files that are looked at for other things than secrets, as workflows. */
  reservedBytes: number;
  /** Bytes of files that go to a process together. */
  bundleBytes: number;
}

const LIMITS: InspectionLimits = {
  files: 50_000,
  bytes: 64 * MIB,
  reservedBytes: 16 * MIB,
  bundleBytes: 8 * MIB,
};

/** Files of one process's turn. */
export interface InspectedBundle extends FileBundle {
  paths: readonly string[];
}

/** The files of a source that are to be inspected. */
export interface FilesToInspect {
  bundles: InspectedBundle[];
  /** Files that are not in them, and why. */
  leftOut: Map<string, string>;
  /** False: there may be more files than were told of. */
  complete: boolean;
}

/**
 * Writes the texts of a source that inspections look at into files of a folder,
 * as they come. What is binary has no text; what is too much is left out.
 */
export class InspectedFiles implements SourceObserver {
  readonly #folder: string;
  readonly #limits: InspectionLimits;
  /** Of each file that is waited for, the sizes that it was said to have. */
  readonly #asked = new Map<string, number[]>();
  readonly #leftOut = new Map<string, string>();
  readonly #bundles: InspectedBundle[] = [];
  #writer: FileBundleWriter | undefined;
  #complete = true;
  #told = false;
  /** Of all that was written or is waited for: of an archive, everything is asked before anything comes. */
  #files = 0;
  #bytes = 0;

  constructor(folder: string, limits: Partial<InspectionLimits> = {}) {
    this.#folder = folder;
    this.#limits = { ...LIMITS, ...limits };
  }

  onFile(file: string, size: number): number {
    this.#told = true;
    if (inspectionsOf(file).length === 0) return 0;
    if (!this.#allows(file, size)) return 0;
    this.#count(size);
    this.#asked.set(file, [...(this.#asked.get(file) ?? []), size]);
    // One more tells a file that is larger than it was said to be.
    return MAX_INSPECTED_BYTES + 1;
  }

  onContent(file: string, content: Uint8Array): void {
    const said = this.#asked.get(file)?.shift();
    if (said === undefined) return;
    this.#uncount(said);
    if (isBinary(content) || !this.#allows(file, content.length)) return;
    this.#count(content.length);
    this.#leftOut.delete(file);
    this.#writer ??= new FileBundleWriter(
      path.join(this.#folder, `inspected-${randomUUID()}`),
    );
    this.#writer.add(file, content);
    if (this.#writer.size >= this.#limits.bundleBytes) this.#finish();
  }

  /** A link, of which nothing was told before, is no file. */
  onUnread(file: string, reason: string): void {
    if (this.#forget(file)) this.#leftOut.set(file, reason);
  }

  onMissed(): void {
    this.#complete = false;
  }

  /** All of them; undefined where the reader told nothing. Nothing can come any more. */
  end(): FilesToInspect | undefined {
    this.#finish();
    for (const file of this.#asked.keys()) {
      if (this.#forget(file)) this.#leftOut.set(file, 'it could not be read');
    }
    if (!this.#told && this.#complete) return undefined;
    return {
      bundles: this.#bundles,
      leftOut: this.#leftOut,
      complete: this.#complete,
    };
  }

  /** Lets go of what is open where nobody asks for the end of it. */
  close(): void {
    try {
      this.#finish();
    } catch {
      // What it could not write is not needed any more.
    }
  }

  /** Whether the file was waited for; it is not any more. */
  #forget(file: string): boolean {
    const said = this.#asked.get(file) ?? [];
    this.#asked.delete(file);
    for (const size of said) this.#uncount(size);
    return said.length > 0;
  }

  #count(size: number): void {
    this.#files += 1;
    this.#bytes += size;
  }

  #uncount(size: number): void {
    this.#files -= 1;
    this.#bytes -= size;
  }

  #allows(file: string, size: number): boolean {
    const refusal = this.#refusal(file, size);
    if (refusal) this.#leftOut.set(file, refusal);
    return refusal === undefined;
  }

  #refusal(file: string, size: number): string | undefined {
    const { files, bytes, reservedBytes } = this.#limits;
    if (size > MAX_INSPECTED_BYTES) return 'it is larger than 1 MiB';
    if (this.#files >= files) return `more than ${files} files`;
    const most = inspectionsOf(file).length > 1 ? bytes + reservedBytes : bytes;
    return this.#bytes + size > most
      ? `the files are larger than ${most} bytes together`
      : undefined;
  }

  #finish(): void {
    const writer = this.#writer;
    if (!writer) return;
    this.#writer = undefined;
    this.#bundles.push({
      ...writer.finish(),
      paths: [...new Set(writer.files)],
    });
  }
}
