import { decodeText } from '@safety-curtain/input';
import {
  BINARY_TEST_LENGTH,
  BinaryFile,
  binaryKind,
  FuzzerUse,
  fuzzersIn,
  isFuzzingCandidate,
  MAX_SOURCE_TEXT,
  SourceTree,
} from '@safety-curtain/policy';
import type { SourceObserver } from '@safety-curtain/plugin-supply-chain-node';

const MIB = 1024 * 1024;

/** What one survey notes and looks at, however large the source is. */
export interface SurveyLimits {
  paths: number;
  /** Characters of all paths together. */
  pathLength: number;
  /** Bytes of all wanted texts together. */
  textBytes: number;
  /** Files whose beginning is looked at. */
  looks: number;
  /** Bytes that are held, or read, to look at beginnings. */
  lookBytes: number;
  /** Bytes of a file that has to be held whole to see how it begins. */
  wholeBytes: number;
  /** Bytes of source code in which fuzzers are looked for. */
  fuzzerBytes: number;
}

const SURVEY_LIMITS: SurveyLimits = {
  paths: 100_000,
  pathLength: 8 * MIB,
  textBytes: 8 * MIB,
  looks: 50_000,
  lookBytes: 64 * MIB,
  wholeBytes: 8 * MIB,
  fuzzerBytes: 32 * MIB,
};

/** Why the beginning of a file was asked for, and whether it came. */
interface Look {
  text: boolean;
  fuzzers: boolean;
  arrived: boolean;
}

/**
 * Notes which files a source has, keeps the texts that checks read, and looks
 * at the others for programs and fuzzers. What a limit cuts off is said: the
 * list of paths is then not complete, and programs or fuzzers are not known.
 */
export class SourceSurvey implements SourceObserver {
  readonly #wantsText: (path: string) => boolean;
  readonly #limits: SurveyLimits;
  readonly #paths = new Set<string>();
  readonly #texts = new Map<string, string>();
  readonly #unread = new Map<string, string>();
  readonly #binaries = new Map<string, string>();
  readonly #asked = new Map<string, Look>();
  #fuzzer: FuzzerUse | undefined;
  #complete = true;
  #sawAllBytes = true;
  #sawAllCode = true;
  #pathLength = 0;
  #textBytes = 0;
  #keptBytes = 0;
  #looks = 0;
  #lookBytes = 0;
  #fuzzerBytes = 0;

  constructor(
    wantsText: (path: string) => boolean,
    limits: Partial<SurveyLimits> = {},
  ) {
    this.#wantsText = wantsText;
    this.#limits = { ...SURVEY_LIMITS, ...limits };
  }

  onFile(path: string, size: number, whole: boolean): number {
    if (!this.#note(path)) return 0;
    const text = this.#wantsText(path) && this.#allowsText(path, size);
    const fuzzers = this.#allowsFuzzers(path, size);
    const asked = text || fuzzers ? MAX_SOURCE_TEXT + 1 : BINARY_TEST_LENGTH;
    if (!text && !this.#allowsLook(whole ? size : Math.min(size, asked))) {
      this.#sawAllBytes = false;
      if (isFuzzingCandidate(path)) this.#sawAllCode = false;
      return 0;
    }
    this.#asked.set(path, { text, fuzzers, arrived: false });
    return asked;
  }

  onContent(path: string, content: Uint8Array): void {
    const look = this.#asked.get(path);
    if (!look) return;
    look.arrived = true;
    const kind = binaryKind(path, content.subarray(0, BINARY_TEST_LENGTH));
    if (kind === undefined) this.#binaries.delete(path);
    else this.#binaries.set(path, kind);
    if (look.text) this.#keepText(path, content);
    if (look.fuzzers) this.#lookForFuzzers(path, content);
  }

  onUnread(path: string, reason: string): void {
    if (this.#note(path) && this.#wantsText(path)) this.#drop(path, reason);
  }

  onMissed(): void {
    this.#complete = false;
  }

  /** What was seen; undefined where the reader told nothing. */
  result(): SourceTree | undefined {
    if (this.#paths.size === 0 && this.#complete) return undefined;
    let lost = false;
    for (const [path, look] of this.#asked) {
      if (look.arrived) continue;
      lost = true;
      if (look.text) this.#drop(path, 'It could not be read');
    }
    const binaries: BinaryFile[] = [...this.#binaries].map(([path, kind]) => ({
      path,
      kind,
    }));
    return {
      paths: [...this.#paths].sort(),
      texts: this.#texts,
      complete: this.#complete,
      unread: this.#unread,
      ...(this.#sawAllBytes && !lost && { binaries }),
      ...((this.#fuzzer || (this.#sawAllCode && !lost)) && {
        fuzzers: this.#fuzzer ? [this.#fuzzer] : [],
      }),
    };
  }

  #note(path: string): boolean {
    if (this.#paths.has(path)) return true;
    if (
      this.#paths.size >= this.#limits.paths ||
      this.#pathLength + path.length > this.#limits.pathLength
    ) {
      this.#complete = false;
      return false;
    }
    this.#paths.add(path);
    this.#pathLength += path.length;
    return true;
  }

  #allowsText(path: string, size: number): boolean {
    if (size > MAX_SOURCE_TEXT) {
      this.#drop(path, `Larger than ${MAX_SOURCE_TEXT} bytes`);
      return false;
    }
    if (this.#textBytes + size > this.#limits.textBytes) {
      this.#dropForAll(path);
      return false;
    }
    this.#textBytes += size;
    return true;
  }

  #allowsFuzzers(path: string, size: number): boolean {
    if (this.#fuzzer || !isFuzzingCandidate(path)) return false;
    if (
      size > MAX_SOURCE_TEXT ||
      this.#fuzzerBytes + size > this.#limits.fuzzerBytes
    ) {
      this.#sawAllCode = false;
      return false;
    }
    this.#fuzzerBytes += size;
    return true;
  }

  /** @param bytes - held or read for it */
  #allowsLook(bytes: number): boolean {
    if (
      this.#looks >= this.#limits.looks ||
      bytes > this.#limits.wholeBytes ||
      this.#lookBytes + bytes > this.#limits.lookBytes
    ) {
      return false;
    }
    this.#looks++;
    this.#lookBytes += bytes;
    return true;
  }

  #keepText(path: string, content: Uint8Array) {
    this.#unread.delete(path);
    this.#keptBytes += content.length;
    if (content.length > MAX_SOURCE_TEXT) {
      this.#drop(path, `Larger than ${MAX_SOURCE_TEXT} bytes`);
      return;
    }
    // By what it really is: not every reader knows sizes before.
    if (this.#keptBytes > this.#limits.textBytes) {
      this.#dropForAll(path);
      return;
    }
    try {
      this.#texts.set(path, decodeText(content, { strict: true }));
    } catch {
      this.#drop(path, 'It is not UTF-8 text');
    }
  }

  #lookForFuzzers(path: string, content: Uint8Array) {
    if (this.#fuzzer) return;
    const head = content.subarray(0, MAX_SOURCE_TEXT);
    this.#fuzzer = fuzzersIn(path, decodeText(head));
    if (!this.#fuzzer && content.length > MAX_SOURCE_TEXT) {
      this.#sawAllCode = false;
    }
  }

  #dropForAll(path: string) {
    const { textBytes } = this.#limits;
    this.#drop(path, `Such files are larger than ${textBytes} bytes together`);
  }

  #drop(path: string, reason: string) {
    this.#texts.delete(path);
    this.#unread.set(path, reason);
  }
}
