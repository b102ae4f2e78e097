import type { Confidence, ResultSeverity } from '../model/toolReport';

/** The words of tools for how bad something is, in lower case. */
const WORDS = new Map<string, ResultSeverity>([
  ['critical', 'critical'],
  ['blocker', 'critical'],
  ['high', 'high'],
  ['error', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['warning', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['negligible', 'low'],
  ['note', 'low'],
  ['info', 'low'],
  ['informational', 'low'],
  ['style', 'low'],
  ['none', 'none'],
]);

/** `unknown` for what is no word for it. */
export function severityOfWord(word: unknown): ResultSeverity {
  return typeof word === 'string'
    ? WORDS.get(word.toLowerCase()) ?? 'unknown'
    : 'unknown';
}

/** A number from 0 to 10, of a number or a text that is one. */
export function scoreOf(value: unknown): number | undefined {
  const isNumber =
    typeof value === 'number' ||
    (typeof value === 'string' && /^\d{1,2}(?:\.\d{1,10})?$/.test(value));
  const score = isNumber ? Number(value) : Number.NaN;
  return score >= 0 && score <= 10 ? score : undefined;
}

/** By the bands of CVSS. */
export function severityOfScore(score: number): ResultSeverity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}

/** The words of tools for how sure they are; undefined for others. */
export function confidenceOf(word: unknown): Confidence | undefined {
  switch (typeof word === 'string' ? word.toLowerCase() : undefined) {
    case 'highest':
    case 'very-high':
    case 'high':
    case 'confirmed':
      return 'high';
    case 'medium':
      return 'medium';
    case 'low':
    case 'experimental':
      return 'low';
    default:
      return undefined;
  }
}
