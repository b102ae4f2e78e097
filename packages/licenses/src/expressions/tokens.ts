import { LicenseError } from './licenseError';

/** A piece of an expression: an operator, a parenthesis or the name of a license. */
export interface Token {
  kind: '(' | ')' | 'AND' | 'OR' | 'WITH' | 'name';
  text: string;
  position: number;
}

const NAME = /[A-Za-z0-9.\-+:]+/y;
const DOCUMENT_REF = /^DocumentRef-[A-Za-z0-9.-]+$/;
const OPERATORS = new Map<string, Token['kind']>([
  ['AND', 'AND'],
  ['and', 'AND'],
  ['OR', 'OR'],
  ['or', 'OR'],
  ['WITH', 'WITH'],
  ['with', 'WITH'],
]);

/**
 * Cuts an expression into tokens. An expression stands on one line, so the
 * space is the only white space (SPDX 2.3, annex D.1).
 */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < expression.length) {
    const char = expression[position];
    if (char === ' ') {
      position++;
    } else if (char === '(' || char === ')') {
      tokens.push({ kind: char, text: char, position });
      position++;
    } else {
      NAME.lastIndex = position;
      const text = NAME.exec(expression)?.[0];
      if (text === undefined) {
        throw new LicenseError(`unexpected ${JSON.stringify(char)}`, position);
      }
      tokens.push({ kind: OPERATORS.get(text) ?? 'name', text, position });
      position += text.length;
    }
  }
  return joinDocumentRefs(tokens);
}

/** `DocumentRef-a : LicenseRef-b`, as some tools write it, is one name. */
function joinDocumentRefs(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const before = joined.at(-1);
    const open =
      before?.kind === 'name' &&
      (before.text.endsWith(':') ||
        (token.text.startsWith(':') && DOCUMENT_REF.test(before.text)));
    if (open && token.kind === 'name') {
      joined[joined.length - 1] = {
        ...before,
        text: before.text + token.text,
      };
    } else {
      joined.push(token);
    }
  }
  return joined;
}
