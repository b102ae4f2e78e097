import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseAllDocuments,
} from 'yaml';

/** A text that is not what its name says, with the line where that is known. */
export class SourceError extends Error {
  readonly line?: number;

  constructor(message: string, line?: number) {
    super(line === undefined ? message : `${message}, at line ${line}`);
    this.name = 'SourceError';
    this.line = line;
  }
}

/** A value with the line (from 1) where it begins. */
export type Located =
  | { kind: 'text'; line: number; text: string }
  | { kind: 'list'; line: number; items: Located[] }
  | { kind: 'map'; line: number; entries: Map<string, LocatedEntry> };

export interface LocatedEntry {
  keyLine: number;
  value: Located;
}

const MAX_LENGTH = 512 * 1024;
const MAX_DEPTH = 40;
const MAX_VALUES = 50_000;
/** Each costs a walk through the document to find its anchor. */
const MAX_ALIASES = 100;
/** Flow collections and compact lists nest without a line for each level. */
const MAX_NESTED_MARKS = 200;

/**
 * The first document of a YAML 1.2 text. Scalars are texts as they are written,
 * aliases are followed. What would be larger than 50,000 values, by aliases as
 * well, or deeper than 40 levels is refused.
 *
 * @throws SourceError
 */
export function readYamlDocument(text: string): Located {
  if (text.length > MAX_LENGTH) {
    throw new SourceError(`longer than ${MAX_LENGTH} characters`);
  }
  refuseNesting(text);
  const lines = new LineCounter();
  const [document] = parseAllDocuments(text, {
    lineCounter: lines,
    schema: 'failsafe',
    logLevel: 'silent',
    // Of keys that are there twice the last one counts.
    uniqueKeys: false,
  });
  if (document === undefined || !('contents' in document)) {
    throw new SourceError('the file is empty');
  }
  const [error] = document.errors;
  if (error) throw new SourceError('not valid YAML', error.linePos?.[0].line);
  let values = 0;
  let aliases = 0;
  const lineOf = (node: Node) => lines.linePos(node.range?.[0] ?? 0).line || 1;
  const locate = (node: unknown, depth: number, near: number): Located => {
    values += 1;
    if (values > MAX_VALUES) {
      throw new SourceError(`more than ${MAX_VALUES} values`);
    }
    if (depth > MAX_DEPTH) {
      throw new SourceError(`nested more than ${MAX_DEPTH} levels deep`);
    }
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > MAX_ALIASES) {
        throw new SourceError(`more than ${MAX_ALIASES} aliases`);
      }
      return locate(node.resolve(document), depth + 1, lineOf(node));
    }
    if (isSeq(node)) {
      const line = lineOf(node);
      return {
        kind: 'list',
        line,
        items: node.items.map(item => locate(item, depth + 1, line)),
      };
    }
    if (isMap(node)) {
      const line = lineOf(node);
      const entries = new Map<string, LocatedEntry>();
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue;
        const keyLine = lineOf(pair.key);
        entries.set(String(pair.key.value ?? ''), {
          keyLine,
          value: locate(pair.value, depth + 1, keyLine),
        });
      }
      return { kind: 'map', line, entries };
    }
    if (isScalar(node)) {
      return {
        kind: 'text',
        line: lineOf(node),
        text: String(node.value ?? ''),
      };
    }
    return { kind: 'text', line: near, text: '' };
  };
  return locate(document.contents, 0, 1);
}

/** The parser calls itself for each level: what could fill the stack is refused before. */
function refuseNesting(text: string): void {
  let depth = 0;
  let line = 1;
  let dashes = 0;
  for (let i = 0; i < text.length; i++) {
    const mark = text[i];
    if (mark === '\n') {
      line += 1;
      dashes = 0;
    } else if (mark === '[' || mark === '{') {
      depth += 1;
    } else if (mark === ']' || mark === '}') {
      depth = Math.max(0, depth - 1);
    } else if (
      (mark === '-' || mark === '?' || mark === ':') &&
      text[i + 1] === ' '
    ) {
      dashes += 1;
    }
    if (depth > MAX_NESTED_MARKS || dashes > MAX_NESTED_MARKS) {
      throw new SourceError('nested too deep', line);
    }
  }
}

/** The value of a key, where the value is a map. */
export function entryOf(
  value: Located | undefined,
  key: string,
): LocatedEntry | undefined {
  return value?.kind === 'map' ? value.entries.get(key) : undefined;
}

/** The texts of a text or a list of texts. */
export function textsIn(value: Located | undefined): string[] {
  if (value?.kind === 'text') return [value.text];
  if (value?.kind !== 'list') return [];
  return value.items.flatMap(item => (item.kind === 'text' ? [item.text] : []));
}
