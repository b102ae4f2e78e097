import { canonicalLicense } from '../expressions/canonical';
import { formatLicense } from '../expressions/format';
import { parseLicense } from '../expressions/parse';
import type { NormalizedLicense } from './normalizedLicense';

type Read = (name: string) => NormalizedLicense | undefined;

const MAX_PARTS = 40;
/** "GNU Library or Lesser General Public License (LGPL)" has three. */
const MAX_SIGNS_IN_NAME = 3;
/** Ways to understand a compound that are listed; with more, none is helpful. */
const MAX_READINGS = 16;

// Cargo's old slash means OR; "and/or" leaves the choice to the licensee.
const SEPARATOR =
  /(\s+and\/or\s+|\s+or\s+|\s+and\s+|_or_|_and_|\s+\+\s+|\s*\|\|?\s*|\s*&&?\s*|\s*[/,;]\s*|[()])/i;

const OPERATOR_AT_END = /(?:[/,;|&]|\b(?:and|or))$/i;

/** Either a name, or one of `(`, `)`, `AND`, `OR` and the `,` that may be both. */
type Part = { name: string } | { sign: string };

/**
 * Reads several names with operators between them: "MIT/Apache-2.0", "MPL 2.0
 * or EPL 1.0", "(MIT OR Apache 2)". A comma or plus does not say whether all
 * apply or one may be chosen, so both are candidates. Undefined where a part is not
 * understood.
 */
export function readCompound(
  line: string,
  read: Read,
): NormalizedLicense | undefined {
  const parts = split(line, read);
  const names = parts.flatMap(part => ('name' in part ? [part.name] : []));
  if (names.length < 2 || parts.length > MAX_PARTS) return undefined;
  const commas = parts.some(part => 'sign' in part && part.sign === ',');
  const readings: string[] = [];
  for (const comma of commas ? ['AND', 'OR'] : ['AND']) {
    const more = spell(parts, comma, read);
    if (!more) return undefined;
    readings.push(...more);
  }
  if (readings.length > MAX_READINGS) return undefined;
  const expressions = new Set<string>();
  for (const reading of readings) {
    const expression = canonical(reading);
    if (!expression) return undefined;
    expressions.add(expression);
  }
  const [first, ...others] = expressions;
  return others.length === 0
    ? { expression: first, how: 'alias' }
    : { ambiguous: [first, ...others], how: 'alias' };
}

/**
 * Cuts a line at its operators, but leaves names as long as they can be:
 * "Common Development and Distribution License" is one.
 */
function split(line: string, read: Read): Part[] {
  // Names lie at even places, the signs between them at odd ones.
  const pieces = line.split(SEPARATOR);
  const parts: Part[] = [];
  for (let start = 0; start < pieces.length; ) {
    let end = Math.min(pieces.length - 1, start + MAX_SIGNS_IN_NAME * 2);
    const nameUntil = (last: number) =>
      pieces
        .slice(start, last + 1)
        .join('')
        .trim();
    if (pieces[start].trim() === '') end = start;
    while (end > start && !isName(nameUntil(end), read)) end -= 2;
    const name = nameUntil(end);
    if (name !== '') parts.push({ name });
    if (end + 1 < pieces.length) parts.push({ sign: signOf(pieces[end + 1]) });
    start = end + 2;
  }
  return parts;
}

/** Understood, with parentheses closed and no operator at its end. */
function isName(text: string, read: Read): boolean {
  const opening = text.split('(').length;
  return (
    opening === text.split(')').length &&
    !OPERATOR_AT_END.test(text) &&
    read(text) !== undefined
  );
}

function signOf(separator: string): string {
  const sign = separator.trim().toLowerCase().replace(/_/g, '');
  if (sign === '(' || sign === ')') return sign;
  if (sign === ',' || sign === ';' || sign === '+') return ',';
  return sign === 'and' || sign.startsWith('&') ? 'AND' : 'OR';
}

/** Every expression that the parts may stand for, with a comma read as `comma`. */
function spell(
  parts: readonly Part[],
  comma: string,
  read: Read,
): string[] | undefined {
  let readings = [''];
  for (const part of parts) {
    const words = 'name' in part ? meanings(read(part.name)) : [part.sign];
    if (!words) return undefined;
    readings = readings.flatMap(reading =>
      words.map(word => `${reading} ${word === ',' ? comma : word}`),
    );
    if (readings.length > MAX_READINGS) return undefined;
  }
  return readings;
}

function meanings(found: NormalizedLicense | undefined): string[] | undefined {
  if (!found) return undefined;
  return 'expression' in found ? [`(${found.expression})`] : found.ambiguous;
}

function canonical(expression: string): string | undefined {
  try {
    // A single license in parentheses takes no exception; here none follows.
    return formatLicense(canonicalLicense(parseLicense(expression.trim())));
  } catch {
    return undefined;
  }
}
