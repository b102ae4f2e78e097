import { boundMemory, InputError } from '@safety-curtain/input';
import { quoted, type Warnings } from '../warnings';

/** Each line may be a directive. */
const COSTS = { '\n': 300 };

/** One directive of a go.mod file, blocks resolved. */
export interface GoDirective {
  verb: string;
  /** Words after the verb, quotes removed. */
  words: string[];
  /** Without the slashes; empty if there is none. */
  comment: string;
}

const VERBS: ReadonlySet<string> = new Set([
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
  // Of go.work.
  'use',
]);

/** Words, brackets and the comment of one line, as `golang.org/x/mod/modfile` splits it. */
const TOKEN =
  /[ \t\r]*(?:(\/\/.*)|("(?:[^"\\]|\\.)*"|`[^`]*`)|([()[\]{},])|((?:(?!\/\/)[^\s()[\]{},"`])+))/y;

interface Line {
  words: string[];
  comment: string;
}

function splitLine(raw: string): Line {
  const line: Line = { words: [], comment: '' };
  TOKEN.lastIndex = 0;
  const end = raw.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const [, comment, text, bracket, word] = TOKEN.exec(raw) ?? [];
    if (comment !== undefined) {
      line.comment = comment.slice(2).trim();
      break;
    }
    const token = text?.slice(1, -1) ?? bracket ?? word;
    if (token === undefined) {
      throw new InputError(`${quoted(raw.trim())} is no line of a go.mod file`);
    }
    line.words.push(token);
  }
  return line;
}

/**
 * Reads go.mod (Go Modules Reference, "go.mod files") into its directives. A verb of a Go to come is
 * left out and named.
 *
 * @throws InputError for a line that is no directive, or a block that does not end
 */
export function parseGoMod(text: string, warnings: Warnings): GoDirective[] {
  boundMemory(text, COSTS);
  const directives: GoDirective[] = [];
  let block: string | undefined;
  for (const raw of text.split('\n')) {
    const { words: all, comment } = splitLine(raw);
    const [verb, ...words] = all;
    if (verb === undefined) {
      continue;
    }
    if (block !== undefined) {
      if (verb === ')' && words.length === 0) {
        block = undefined;
      } else {
        directives.push({ verb: block, words: all, comment });
      }
      continue;
    }
    if (!VERBS.has(verb)) {
      if (!/^[a-z]+$/.test(verb)) {
        throw new InputError(
          `${quoted(raw.trim())} is no directive of a go.mod file`,
        );
      }
      warnings.add(`the directive ${quoted(verb)} is not known`);
    }
    if (words.length === 1 && words[0] === '(') {
      block = verb;
    } else if (words.join('') !== '()') {
      directives.push({ verb, words, comment });
    }
  }
  if (block !== undefined) {
    throw new InputError(`the block ${quoted(block)} does not end`);
  }
  return directives;
}
