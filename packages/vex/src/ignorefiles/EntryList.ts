import { VexError } from '../VexError';
import { readWordsLine, withoutWordsLine } from '../model/openVexWords';
import type { NotUnderstood } from '../model/statement';
import { type IgnoredEntry, MAX_ENTRIES } from './ignored';

/** What we wrote says in a line of the reason what the tool has no words for. */
function inOwnWords(
  reason: string | undefined,
): Partial<Pick<IgnoredEntry, 'analysis' | 'reason'>> {
  const words = readWordsLine(reason);
  return words
    ? { analysis: words, reason: withoutWordsLine(reason!) || undefined }
    : {};
}

/** What is found in one file, with the lines on which it stands. */
export class EntryList {
  readonly entries: IgnoredEntry[] = [];
  readonly notUnderstood: NotUnderstood[] = [];
  readonly #lines: string[];
  /** Where each text was found last: a second entry of the same text stands further down. */
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** Takes an entry; one that leaves out everything, or all of an ecosystem, is not taken for meant. */
  add(entry: Omit<IgnoredEntry, 'line'>, line = this.lineOf(entry.text)): void {
    const isBoundless = entry.packages.some(
      ({ name, purl, paths }) =>
        (!name || /^\*+$/.test(name)) && !purl && !paths?.length,
    );
    if (entry.vulnerability === undefined && isBoundless) {
      this.note(
        entry.text,
        'it names neither a vulnerability, nor a package, nor a path: a rule can say so',
      );
      return;
    }
    if (this.entries.length === MAX_ENTRIES) {
      throw new VexError(`it has more than ${MAX_ENTRIES} entries`);
    }
    this.entries.push({
      ...(line !== undefined && { line }),
      ...entry,
      ...inOwnWords(entry.reason),
    });
  }

  note(at: string, reason: string): void {
    if (this.notUnderstood.length < MAX_ENTRIES) {
      this.notUnderstood.push({ at, reason });
    }
  }

  /** The next line with a text, from 1. */
  lineOf(text: string): number | undefined {
    const from = this.#found.get(text) ?? 0;
    const index = this.#lines.findIndex(
      (line, i) => i >= from && line.includes(text),
    );
    if (index < 0) return undefined;
    this.#found.set(text, index + 1);
    return index + 1;
  }
}
