import { canonicalLicense } from '../expressions/canonical';
import { formatLicense } from '../expressions/format';
import { LicenseError } from '../expressions/licenseError';
import { parseLicense } from '../expressions/parse';
import { readClassifier } from './classifiers';
import { readCompound } from './compound';
import { findByText, MIN_TEXT_LENGTH } from './fullText';
import { readGnuName } from './gnuNames';
import { findByName } from './names';
import { findByUrl } from './urls';
import type { NormalizedBy, NormalizedLicense } from './normalizedLicense';

/** Longest text that is looked at, in UTF-16 code units. @public */
export const MAX_LICENSE_TEXT = 100_000;
/** Longest that a name, an address or a compound of names may be. */
const MAX_NAME_LENGTH = 400;

/**
 * What a registry's text about a license means: an SPDX expression, a name in
 * use ("Apache 2", "GPLv2+"), a Trove classifier, an address, several of these
 * with "or", "and" or Cargo's slash between them, or a whole license text.
 * Expressions come in canonical spelling: current ids, members sorted.
 *
 * Ambiguous where the text fits several licenses ("BSD", "GPL", "MIT, ISC");
 * undefined where nothing is understood, nothing is said (`NOASSERTION`), or
 * the text only points elsewhere ("SEE LICENSE IN …"). npm's `UNLICENSED`
 * means that no rights are granted: `NONE`. Never throws.
 *
 * @public
 */
export function normalizeLicense(text: string): NormalizedLicense | undefined {
  if (text.length > MAX_LICENSE_TEXT) return undefined;
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'NOASSERTION') return undefined;
  if (trimmed === 'UNLICENSED') return { expression: 'NONE', how: 'alias' };
  if (/^SEE LICEN[CS]E IN\b/i.test(trimmed)) return undefined;
  const exact = readExpression(trimmed);
  if (exact) return { expression: exact, how: 'exact' };
  if (trimmed.length >= MIN_TEXT_LENGTH) {
    const id = findByText(trimmed);
    if (id) return { expression: id, how: 'text' };
  }
  if (trimmed.length > MAX_NAME_LENGTH) return undefined;
  const line = trimmed.replace(/\s+/g, ' ');
  return normalizeSingle(line) ?? readCompound(line, normalizeSingle);
}

function readExpression(text: string): string | undefined {
  try {
    const node = parseLicense(text);
    return node.type === 'noassertion'
      ? undefined
      : formatLicense(canonicalLicense(node));
  } catch (error) {
    if (error instanceof LicenseError) return undefined;
    throw error;
  }
}

/** One name, address, classifier or expression on one line. */
function normalizeSingle(line: string): NormalizedLicense | undefined {
  const exact = readExpression(line);
  if (exact) return { expression: exact, how: 'exact' };
  const classifier = readClassifier(line);
  if (classifier) {
    return (
      settle(classifier.ids ?? [], 'classifier') ??
      byName(classifier.name, 'classifier')
    );
  }
  const published = findByUrl(line);
  if (published) return settle(published, 'url');
  return byName(line, 'alias');
}

const PARENTHESES = /\s*[([]([^()[\]]*)[)\]]\s*/g;

function byName(
  name: string,
  how: NormalizedBy,
): NormalizedLicense | undefined {
  const whole = settle(findByName(name), how);
  if (whole) return whole;
  // "(v2.0)" is part of the name, "(GPLv3)" says it again.
  const gnu = gnuName(name, how);
  if (gnu) return gnu;
  const plain = name.replace(PARENTHESES, ' ').trim();
  if (plain === name || plain === '') return undefined;
  const outside = settle(findByName(plain), how) ?? gnuName(plain, how);
  const inside = [...name.matchAll(PARENTHESES)]
    .map(([, words]) => readInside(words.trim(), how))
    .filter(each => each !== undefined);
  return settleRepeated(outside, inside);
}

function readInside(
  words: string,
  how: NormalizedBy,
): NormalizedLicense | undefined {
  const published = findByUrl(words);
  return published
    ? settle(published, how)
    : settle(findByName(words), how) ?? gnuName(words, how);
}

/** A name and its abbreviation: the clearer one counts, unless they differ. */
function settleRepeated(
  outside: NormalizedLicense | undefined,
  inside: readonly NormalizedLicense[],
): NormalizedLicense | undefined {
  const all = [...(outside ? [outside] : []), ...inside];
  const clear = new Set(
    all.flatMap(each => ('expression' in each ? [each.expression] : [])),
  );
  if (clear.size === 0) return outside;
  const [expression] = clear;
  const agreed = all.every(
    each => 'expression' in each || each.ambiguous.includes(expression),
  );
  return clear.size === 1 && agreed
    ? all.find(each => 'expression' in each)
    : undefined;
}

function gnuName(
  name: string,
  how: NormalizedBy,
): NormalizedLicense | undefined {
  const found = readGnuName(
    name
      .toLowerCase()
      .replace(/licence/g, 'license')
      .replace(/[^a-z0-9.+≥>=]+/g, ' '),
  );
  if (found?.expression) return settle([found.expression], how);
  return found?.candidates ? settle(found.candidates, how) : undefined;
}

function settle(
  ids: readonly string[],
  how: NormalizedBy,
): NormalizedLicense | undefined {
  if (ids.length === 0) return undefined;
  return ids.length === 1
    ? { expression: ids[0], how }
    : { ambiguous: [...ids], how };
}
