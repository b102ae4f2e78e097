import { BACKSLASH, END, JsonScanner, QUOTE } from './jsonScanner';

/** Walks over the UTF-16 code units of a text. */
class TextScanner extends JsonScanner {
  constructor(private readonly text: string, allowance: number) {
    super(allowance, text.length);
  }

  protected code(index: number): number {
    return index < this.text.length ? this.text.charCodeAt(index) : END;
  }

  protected string(): void {
    const start = this.at;
    let widest = 0;
    for (this.at += 1; ; this.at++) {
      const code = this.code(this.at);
      if (code === QUOTE) {
        break;
      }
      if (code < 0x20) {
        this.fail();
      }
      if (code === BACKSLASH) {
        this.escape();
        widest = 0xffff;
      } else if (code > widest) {
        widest = code;
      }
    }
    // A character beyond Latin-1, which an escape may be, makes all characters take two bytes.
    this.charge((this.at - start) * (widest > 0xff ? 2 : 1));
    this.at += 1;
  }

  protected place(): { line: number; column: number } {
    let line = 1;
    let start = 0;
    for (;;) {
      const newline = this.text.indexOf('\n', start);
      if (newline < 0 || newline >= this.at) {
        break;
      }
      line += 1;
      start = newline + 1;
    }
    return { line, column: this.at - start + 1 };
  }
}

/**
 * Checks that a text is JSON of bounded depth whose values take at most `allowance` bytes of memory.
 * `JSON.parse` cannot be interrupted: in a worker thread whose heap it fills, it ends the process.
 *
 * @throws InputError that names the line and column where the text is no JSON
 */
export function scanJson(text: string, allowance: number): void {
  new TextScanner(text, allowance).scan();
}
