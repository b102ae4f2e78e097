import { InputError } from '../InputError';

/** One simple command of a script. Words that a variable or a command gives are left out. @public */
export interface ShellCommand {
  /** From 1, in the file that the script is in. */
  line: number;
  words: readonly string[];
  /** The file that `>` writes its output to. */
  output?: string;
  /** The command that reads its output through a pipe. */
  pipedTo?: ShellCommand;
  /** Commands within `$(…)`, backticks or `<(…)` among its words. */
  within: readonly ShellCommand[];
}

const MAX_DEPTH = 30;

const RESERVED: ReadonlySet<string> = new Set([
  '!',
  '{',
  '}',
  'do',
  'elif',
  'else',
  'if',
  'sudo',
  'then',
  'time',
  'until',
  'while',
]);

interface OpenCommand {
  line: number;
  words: string[];
  output?: string;
  within: ShellCommand[];
}

class ShellReader {
  private readonly commands: ShellCommand[] = [];
  private readonly heredocs: string[] = [];
  private at = 0;
  /** Within backticks, where the next one ends the command. */
  private inBackticks = false;

  constructor(private readonly text: string, private line: number) {}

  read(): ShellCommand[] {
    while (this.at < this.text.length) {
      this.readList('', 0);
      // A closing mark without an opening one is passed over.
      this.at += 1;
    }
    return this.commands;
  }

  /** Reads up to `end`, which stays unread, or to the end of the text. */
  private readList(end: string, depth: number): ShellCommand[] {
    if (depth > MAX_DEPTH) {
      throw new InputError(
        `commands nested more than ${MAX_DEPTH} levels deep`,
        this.line,
      );
    }
    const list: ShellCommand[] = [];
    let open = this.begin();
    let feeding: { pipedTo?: ShellCommand } | undefined;
    const finish = (piped: boolean) => {
      const done: ShellCommand & { pipedTo?: ShellCommand } = { ...open };
      if (open.words.length > 0 || open.within.length > 0) {
        if (feeding) feeding.pipedTo = done;
        list.push(done);
        this.commands.push(done);
        feeding = piped ? done : undefined;
      }
      open = this.begin();
    };
    while (this.at < this.text.length) {
      const mark = this.text[this.at];
      if (mark === end || (end === '' && mark === ')')) break;
      if (mark === '\n') {
        finish(false);
        this.passLine();
      } else if (mark === ' ' || mark === '\t' || mark === '\r') {
        this.at += 1;
      } else if (mark === '#') {
        this.passComment();
      } else if (mark === '(') {
        this.at += 1;
        open.within.push(...this.readList(')', depth + 1));
        this.at += 1;
      } else if (mark === ';' || mark === '&' || mark === '|') {
        this.passOperator(open, finish);
      } else if (mark === '<' || mark === '>') {
        this.readRedirection(open, depth);
      } else {
        const before = this.at;
        this.takeWord(open, depth);
        // A mark that belongs nowhere here is passed over.
        if (this.at === before) this.at += 1;
      }
    }
    finish(false);
    return list;
  }

  private begin(): OpenCommand {
    return { line: this.line, words: [], within: [] };
  }

  private passLine() {
    this.at += 1;
    this.line += 1;
    for (const delimiter of this.heredocs.splice(0))
      this.passHeredoc(delimiter);
  }

  private passHeredoc(delimiter: string) {
    while (this.at < this.text.length) {
      const end = this.text.indexOf('\n', this.at);
      const stop = end === -1 ? this.text.length : end;
      const content = this.text.slice(this.at, stop).trim();
      this.at = Math.min(stop + 1, this.text.length);
      this.line += 1;
      if (content === delimiter) return;
    }
  }

  private passComment() {
    const end = this.text.indexOf('\n', this.at);
    this.at = end === -1 ? this.text.length : end;
  }

  private passOperator(open: OpenCommand, finish: (piped: boolean) => void) {
    const mark = this.text[this.at];
    const next = this.text[this.at + 1];
    if (mark === '&' && next === '>') {
      this.at += 1;
      return;
    }
    const double = next === mark || (mark === '|' && next === '&');
    finish(mark === '|' && next !== '|');
    this.at += double ? 2 : 1;
    open.line = this.line;
  }

  private readRedirection(open: OpenCommand, depth: number) {
    const mark = this.text[this.at];
    const two = this.text.slice(this.at, this.at + 2);
    if (two === '<(' || two === '>(') {
      this.at += 2;
      open.within.push(...this.readList(')', depth + 1));
      this.at += 1;
      return;
    }
    if (this.text.startsWith('<<<', this.at)) {
      this.at += 3;
      return;
    }
    if (two === '<<') {
      this.at += this.text[this.at + 2] === '-' ? 3 : 2;
      this.passBlanks();
      const { text } = this.readWord(open, depth);
      if (text !== '') this.heredocs.push(text);
      return;
    }
    this.at += two === '>>' || two === '>|' || two === '>&' ? 2 : 1;
    this.passBlanks();
    const { text, fixed } = this.readWord(open, depth);
    if (mark === '>' && two !== '>&' && fixed) open.output = text;
  }

  private passBlanks() {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') {
      this.at += 1;
    }
  }

  private takeWord(open: OpenCommand, depth: number) {
    const line = this.line;
    const { text, fixed, plain } = this.readWord(open, depth);
    if (plain && text === '') return;
    if (open.words.length === 0) {
      if (plain && RESERVED.has(text)) return;
      if (/^[A-Za-z_]\w{0,99}=/.test(text)) return;
      open.line = line;
    }
    // What follows a number and `>` is the redirection of that stream.
    if (plain && /^\d$/.test(text) && /[<>]/.test(this.text[this.at] ?? '')) {
      return;
    }
    if (fixed) open.words.push(text);
  }

  /**
   * A word up to a blank or an operator. `fixed`: nothing in it is computed;
   * `plain`: nothing in it is quoted either.
   */
  private readWord(open: OpenCommand, depth: number) {
    const parts: string[] = [];
    let fixed = true;
    let plain = true;
    while (this.at < this.text.length) {
      const mark = this.text[this.at];
      if (/[\s;&|<>()]/.test(mark) || this.closes(mark)) break;
      if (mark === '\\') {
        parts.push(this.escaped());
      } else if (mark === "'") {
        plain = false;
        parts.push(this.singleQuoted());
      } else if (mark === '"') {
        plain = false;
        const quoted = this.doubleQuoted(open, depth);
        fixed = fixed && quoted.fixed;
        parts.push(quoted.text);
      } else if (mark === '$' || mark === '`') {
        if (this.readExpansion(open, depth)) fixed = false;
        else parts.push('$');
      } else {
        parts.push(mark);
        this.at += 1;
      }
    }
    return { text: parts.join(''), fixed, plain: plain && fixed };
  }

  private closes(mark: string): boolean {
    return mark === '`' && this.inBackticks;
  }

  private escaped(): string {
    const mark = this.text[this.at + 1] ?? '';
    this.at += 2;
    if (mark === '\r' && this.text[this.at] === '\n') {
      this.at += 1;
      this.line += 1;
      return '';
    }
    if (mark !== '\n') return mark;
    this.line += 1;
    return '';
  }

  private singleQuoted(): string {
    const end = this.text.indexOf("'", this.at + 1);
    const stop = end === -1 ? this.text.length : end;
    const text = this.text.slice(this.at + 1, stop);
    this.line += newlines(text);
    this.at = stop + 1;
    return text;
  }

  private doubleQuoted(open: OpenCommand, depth: number) {
    const parts: string[] = [];
    let fixed = true;
    this.at += 1;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      const mark = this.text[this.at];
      if (this.closes(mark)) break;
      if (mark === '\\') {
        parts.push(this.escaped());
      } else if (mark === '$' || mark === '`') {
        if (this.readExpansion(open, depth)) fixed = false;
        else parts.push('$');
      } else {
        if (mark === '\n') this.line += 1;
        parts.push(mark);
        this.at += 1;
      }
    }
    if (this.text[this.at] === '"') this.at += 1;
    return { text: parts.join(''), fixed };
  }

  /** Whether there was one; a `$` by itself is passed as well. */
  private readExpansion(open: OpenCommand, depth: number): boolean {
    if (this.text[this.at] === '`') {
      this.at += 1;
      this.inBackticks = true;
      open.within.push(...this.readList('`', depth + 1));
      this.inBackticks = false;
      this.at += 1;
      return true;
    }
    this.at += 1;
    const mark = this.text[this.at] ?? '';
    if (mark === '(') {
      const { inBackticks } = this;
      this.inBackticks = false;
      this.at += 1;
      open.within.push(...this.readList(')', depth + 1));
      this.at += 1;
      this.inBackticks = inBackticks;
      return true;
    }
    if (mark === '{') {
      const end = this.text.indexOf('}', this.at);
      const stop = end === -1 ? this.text.length : end + 1;
      // Workflow expressions end in two braces.
      const expression = this.text.startsWith('{{', this.at);
      const last = expression && this.text[stop] === '}' ? stop + 1 : stop;
      this.line += newlines(this.text.slice(this.at, last));
      this.at = last;
      return true;
    }
    if (!/[\w@*#?!$-]/.test(mark)) return false;
    const name = /^(?:\w{1,100}|[@*#?!$-])/.exec(
      this.text.slice(this.at, this.at + 100),
    );
    this.at += name?.[0].length ?? 1;
    return true;
  }
}

/**
 * The commands of a POSIX or Bash script, those within others after them. What
 * is not understood is read as words; nothing is run. One pass over the text.
 *
 * @param firstLine - the line of the file that the script begins in
 * @throws InputError where commands are nested too deep.
 *
 * @public
 */
export function readShell(script: string, firstLine = 1): ShellCommand[] {
  return new ShellReader(script, firstLine).read();
}

function newlines(text: string): number {
  let count = 0;
  for (const mark of text) if (mark === '\n') count += 1;
  return count;
}
