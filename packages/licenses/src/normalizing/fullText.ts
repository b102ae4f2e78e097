import { licenseText } from '../list/licenseText';

/** Texts that packages carry in the field for a name, and those close to them. */
const CANDIDATES = [
  '0BSD',
  'Apache-1.1',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-1-Clause',
  'BSD-2-Clause',
  'BSD-2-Clause-Patent',
  'BSD-2-Clause-Views',
  'BSD-3-Clause',
  'BSD-3-Clause-Clear',
  'BSD-3-Clause-No-Nuclear-License',
  'BSD-4-Clause',
  'BSD-4-Clause-UC',
  'BSL-1.0',
  'CC0-1.0',
  'EPL-1.0',
  'EPL-2.0',
  'HPND',
  'Hippocratic-2.1',
  'ISC',
  'JSON',
  'MIT',
  'MIT-0',
  'MIT-advertising',
  'MIT-feh',
  'MPL-1.1',
  'MPL-2.0',
  'NCSA',
  'NTP',
  'PSF-2.0',
  'PostgreSQL',
  'Unlicense',
  'X11',
  'Zlib',
];

/** Shorter texts are names. */
export const MIN_TEXT_LENGTH = 300;
/** The longest text that is compared; the longest candidate has 17,000. */
const MAX_TEXT_LENGTH = 40_000;
/** Of the pairs of words, as names and years differ from copy to copy. */
const MIN_SIMILARITY = 0.93;

type Pairs = ReadonlyMap<string, number>;

interface Candidate {
  id: string;
  pairs: Pairs;
  size: number;
}

let candidates: readonly Candidate[] | undefined;

function loadCandidates(): readonly Candidate[] {
  candidates ??= CANDIDATES.map(id => {
    const { pairs, size } = wordPairs(licenseText(id) ?? '');
    return { id, pairs, size };
  });
  return candidates;
}

/**
 * The license whose text this is, but for names and years; undefined where
 * none is close, or two are equally so. GNU texts are left out: they do not
 * say whether later versions may be chosen.
 */
export function findByText(text: string): string | undefined {
  if (text.length < MIN_TEXT_LENGTH || text.length > MAX_TEXT_LENGTH) {
    return undefined;
  }
  const given = wordPairs(text);
  let best: { id: string; score: number } | undefined;
  let tied = false;
  for (const candidate of loadCandidates()) {
    const score = similarity(given, candidate);
    if (score < MIN_SIMILARITY || score < (best?.score ?? 0)) continue;
    tied = score === best?.score;
    best = { id: candidate.id, score };
  }
  return tied ? undefined : best?.id;
}

/** Neighboring words with their number, without lines that name the holder. */
function wordPairs(text: string): { pairs: Pairs; size: number } {
  const words = text
    .split('\n')
    .filter(line => !/^\W*(?:copyright|\(c\)|all rights reserved)/i.test(line))
    .join(' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
  const pairs = new Map<string, number>();
  for (let i = 1; i < words.length; i++) {
    const pair = `${words[i - 1]} ${words[i]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, size: Math.max(0, words.length - 1) };
}

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
function similarity(
  one: { pairs: Pairs; size: number },
  other: { pairs: Pairs; size: number },
): number {
  let common = 0;
  for (const [pair, count] of one.pairs) {
    common += Math.min(count, other.pairs.get(pair) ?? 0);
  }
  return (2 * common) / Math.max(1, one.size + other.size);
}
