import { findException, findLicense } from '../list/licenseList';
import { LicenseError } from './licenseError';
import {
  LicenseNode,
  LicenseTerm,
  MAX_EXPRESSION_LENGTH,
  MAX_NESTING,
} from './licenseNode';
import { Token, tokenize } from './tokens';

const LICENSE_REF = /^(DocumentRef-[a-z0-9.-]+:)?LicenseRef-[a-z0-9.-]+$/i;
const ADDITION_REF = /^(DocumentRef-[a-z0-9.-]+:)?AdditionRef-[a-z0-9.-]+$/i;

/** What is open within one pair of parentheses: alternatives, each of parts that go together. */
interface Frame {
  position: number;
  alternatives: LicenseNode[];
  parts: LicenseNode[];
}

/**
 * Reads a license expression (SPDX 2.3, annex D; SPDX 3.0.1, annex B):
 * `WITH` binds closest, then `AND`, then `OR`. Ids are found in any case and
 * given as the SPDX list spells them, deprecated ones as they are; operators
 * are all upper or all lower case. `NONE` and `NOASSERTION` stand alone.
 *
 * @throws LicenseError where the text is no valid expression, is longer than
 * 100,000 characters or nests parentheses deeper than 1,000.
 *
 * @public
 */
export function parseLicense(expression: string): LicenseNode {
  if (expression.length > MAX_EXPRESSION_LENGTH) {
    throw new LicenseError(
      `longer than ${MAX_EXPRESSION_LENGTH} characters`,
      MAX_EXPRESSION_LENGTH,
    );
  }
  const tokens = tokenize(expression);
  if (tokens.length === 1) {
    if (tokens[0].text === 'NONE') return { type: 'none' };
    if (tokens[0].text === 'NOASSERTION') return { type: 'noassertion' };
  }
  return parseTokens(tokens, expression.length);
}

function parseTokens(tokens: readonly Token[], end: number): LicenseNode {
  const frames: Frame[] = [frameAt(0)];
  let expectsLicense = true;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const frame = frames[frames.length - 1];
    if (expectsLicense !== (token.kind === '(' || token.kind === 'name')) {
      throw unexpected(token, tokens[i - 1]);
    }
    switch (token.kind) {
      case '(':
        if (frames.length > MAX_NESTING) {
          throw new LicenseError(
            `parentheses nest deeper than ${MAX_NESTING}`,
            token.position,
          );
        }
        frames.push(frameAt(token.position));
        break;
      case 'name': {
        const term = readTerm(token);
        if (tokens[i + 1]?.kind === 'WITH') {
          term.exception = readException(tokens[i + 2], tokens[i + 1], end);
          i += 2;
        }
        frame.parts.push(term);
        expectsLicense = false;
        break;
      }
      case ')':
        if (frames.length === 1) throw unexpected(token, tokens[i - 1]);
        frames.pop();
        frames[frames.length - 1].parts.push(closeFrame(frame));
        break;
      case 'OR':
        frame.alternatives.push(group('and', frame.parts));
        frame.parts = [];
        expectsLicense = true;
        break;
      case 'AND':
        expectsLicense = true;
        break;
      default:
        // Only a license itself takes an exception, not a group in parentheses.
        throw unexpected(token, tokens[i - 1]);
    }
  }
  if (expectsLicense) throw unexpected(undefined, tokens.at(-1), end);
  if (frames.length > 1) {
    throw new LicenseError(
      'parenthesis is never closed',
      frames[frames.length - 1].position,
    );
  }
  return closeFrame(frames[0]);
}

function frameAt(position: number): Frame {
  return { position, alternatives: [], parts: [] };
}

function closeFrame(frame: Frame): LicenseNode {
  return group('or', [...frame.alternatives, group('and', frame.parts)]);
}

/** A group without needless nesting: both operators are associative. */
function group(type: 'and' | 'or', nodes: readonly LicenseNode[]): LicenseNode {
  if (nodes.length === 1) return nodes[0];
  return {
    type,
    members: nodes.flatMap(node =>
      node.type === type ? node.members : [node],
    ),
  };
}

function readTerm(token: Token): LicenseTerm {
  if (LICENSE_REF.test(token.text)) {
    return { type: 'license', id: spellRef(token.text), orLater: false };
  }
  const orLater = token.text.endsWith('+');
  const name = orLater ? token.text.slice(0, -1) : token.text;
  const license = findLicense(name);
  if (license) return { type: 'license', id: license.id, orLater };
  if (token.text === 'NONE' || token.text === 'NOASSERTION') {
    throw new LicenseError(`${token.text} stands alone`, token.position);
  }
  throw new LicenseError(
    name === ''
      ? '"+" without a license'
      : `unknown license ${quote(token.text)}`,
    token.position,
  );
}

function readException(
  token: Token | undefined,
  operator: Token,
  end: number,
): string {
  if (token?.kind !== 'name') throw unexpected(token, operator, end);
  if (ADDITION_REF.test(token.text)) return spellRef(token.text);
  const exception = findException(token.text);
  if (exception) return exception.id;
  throw new LicenseError(
    `unknown exception ${quote(token.text)}`,
    token.position,
  );
}

/** The prefixes as the specification spells them; the names stay as written. */
function spellRef(text: string): string {
  return text
    .replace(/^DocumentRef-/i, 'DocumentRef-')
    .replace(/(^|:)LicenseRef-/i, '$1LicenseRef-')
    .replace(/(^|:)AdditionRef-/i, '$1AdditionRef-');
}

function unexpected(
  token: Token | undefined,
  before: Token | undefined,
  end = 0,
): LicenseError {
  const what = token ? quote(token.text) : 'end';
  const after = before ? ` after ${quote(before.text)}` : '';
  return new LicenseError(`unexpected ${what}${after}`, token?.position ?? end);
}

/** A name of the input, cut where it is too long for a message. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
