import { InputError } from '../../errors';
import { boundMemory } from '../../input/memoryBound';
import { quoted } from '../warnings';

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
]);

function splitWords(text: string): string[] {
  const words = text.match(/"[^"]*"|`[^`]*`|[^\s"`]+/g) ?? [];
  return words.map(word => word.replace(/^["`]|["`]$/g, ''));
}

/**
 * Reads go.mod (Go Modules Reference, "go.mod files") into its directives.
 *
 * @throws InputError for a line that begins with no known verb, or a block that does not end
 */
export function parseGoMod(text: string): GoDirective[] {
  boundMemory(text, COSTS);
  const directives: GoDirective[] = [];
  let block: string | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const slashes = raw.search(/(?:^|\s)\/\//);
    const line = (slashes < 0 ? raw : raw.slice(0, slashes)).trim();
    const comment = slashes < 0 ? '' : raw.slice(slashes).trim().slice(2);
    if (line === '') {
      continue;
    }
    if (block !== undefined) {
      if (line === ')') {
        block = undefined;
      } else {
        directives.push({ verb: block, words: splitWords(line), comment });
      }
      continue;
    }
    const [verb, ...words] = splitWords(line);
    if (!VERBS.has(verb)) {
      throw new InputError(`${quoted(line)} is no directive of a go.mod file`);
    }
    if (words[0] === '(' && words.length === 1) {
      block = verb;
    } else {
      directives.push({ verb, words, comment: comment.trim() });
    }
  }
  if (block !== undefined) {
    throw new InputError(`the block ${quoted(block)} does not end`);
  }
  return directives;
}
