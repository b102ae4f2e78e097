import { normalizeLicense, resolveLicense } from '@safety-curtain/licenses';
import { toText } from '../../database/dialect';
import type { LicenseResult } from './licenseRows';

/** The source of what a curator said. */
export const CURATION = 'curation';

/** Characters kept of what a source says. */
const MAX_TEXT = 4000;
/** Characters that an expression may have: longer ones are taken for noise. */
const MAX_EXPRESSION = 2000;
/** Licenses that an unsettled one may be: more help nobody. */
const MAX_CANDIDATES = 20;

/** What one source says of the license of a component, as it is stored. */
export interface KeptClaim {
  source: string;
  text: string;
  /** As the whole text was understood, which may be longer than what is kept. */
  expression: string | null;
}

/** What comes of some claims, and why in a sentence for people. */
export interface InterpretedClaims extends LicenseResult {
  reason: string;
}

/** A text of a source as it is kept. */
export function toClaim(source: string, text: string): KeptClaim {
  const meaning = normalizeLicense(text);
  const clear = meaning && 'expression' in meaning ? meaning.expression : null;
  return {
    source,
    text: toText(text, MAX_TEXT),
    expression: clear && clear.length <= MAX_EXPRESSION ? clear : null,
  };
}

/** Puts the claims about a component together. */
export function interpretClaims(
  claims: readonly KeptClaim[],
): InterpretedClaims {
  const resolved = resolveLicense(
    claims.map(({ source, text, expression }) => ({
      source,
      text: expression ?? text,
      curated: source === CURATION,
    })),
  );
  const { reason } = resolved;
  if (resolved.state === 'known') {
    const { expression } = resolved;
    if (expression.length > MAX_EXPRESSION) {
      const why = 'The expression that is given is too long to be one.';
      return { state: 'unknown', candidates: [], reason: why };
    }
    return { state: 'known', expression, candidates: [], reason };
  }
  if (resolved.state === 'unknown') {
    return { state: 'unknown', candidates: [], reason };
  }
  const candidates =
    resolved.state === 'ambiguous'
      ? resolved.candidates
      : resolved.claims.flatMap(claim => meaningsOf(claim.normalized));
  return { state: resolved.state, candidates: shorten(candidates), reason };
}

/** Every expression that a claim may mean. */
export function candidatesOf(claim: KeptClaim): string[] {
  return shorten(meaningsOf(normalizeLicense(claim.expression ?? claim.text)));
}

function meaningsOf(meaning: ReturnType<typeof normalizeLicense>): string[] {
  if (!meaning) return [];
  return 'expression' in meaning ? [meaning.expression] : meaning.ambiguous;
}

function shorten(expressions: readonly string[]): string[] {
  return [...new Set(expressions)]
    .filter(expression => expression.length <= MAX_EXPRESSION)
    .sort()
    .slice(0, MAX_CANDIDATES);
}
