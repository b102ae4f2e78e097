import { limits } from '../limits';

const SHOWN = 200;

/** Text of a file in a warning: one line, bounded, without control characters. */
export function quoted(text: string): string {
  const plain = text.slice(0, SHOWN + 1).replace(/\p{Cc}+/gu, ' ');
  return plain.length > SHOWN ? `'${plain.slice(0, SHOWN)}…'` : `'${plain}'`;
}

/** `1 package`, `2 packages`; of what is not made plural by an `s`, give both. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Warnings without repetition, bounded in number. */
export class Warnings {
  private readonly texts = new Set<string>();
  private dropped = 0;

  add(text: string): void {
    if (this.texts.has(text)) {
      return;
    }
    if (this.texts.size < limits.warnings) {
      this.texts.add(text);
    } else {
      this.dropped += 1;
    }
  }

  list(): string[] {
    const all = [...this.texts];
    return this.dropped > 0
      ? [...all, counted(this.dropped, 'more warning')]
      : all;
  }
}
