import { normalizeLicense } from '../normalizing/normalize';
import type { NormalizedLicense } from '../normalizing/normalizedLicense';

/** What one source says about the license of a component. @public */
export interface LicenseClaim {
  /** For a reader: `lock file`, `registry`. */
  source: string;
  text?: string;
  /** Decided by a person, which counts before every other claim. */
  curated?: boolean;
}

/** A claim with what it was understood to mean, if anything. @public */
export interface UnderstoodClaim extends LicenseClaim {
  normalized?: NormalizedLicense;
}

/** What every answer about the claims has. @public */
export interface Resolution {
  /** All claims, in the order given. */
  claims: UnderstoodClaim[];
  /** One sentence for a reader. */
  reason: string;
}

/** What the claims about a component come to. @public */
export type ResolvedLicense =
  | (Resolution & {
      state: 'known';
      /** In canonical spelling; `NONE` where it is known that there is none. */
      expression: string;
      /** The first source that says so. */
      source: string;
    })
  | (Resolution & {
      state: 'ambiguous';
      /** Every expression that agrees with all claims, sorted. */
      candidates: string[];
    })
  | (Resolution & { state: 'unknown' | 'conflicting' });

interface Meaning {
  source: string;
  /** One where the claim is clear. */
  candidates: readonly string[];
}

/**
 * Puts the claims about one component together. Curated claims, where one is
 * understood, stand for all. Claims that leave one expression in common make
 * it known: the same expression twice, or an expression and an ambiguous text
 * that may mean it. Claims that leave several are ambiguous, those that leave
 * none are conflicting, and never is the first one simply believed. Without a
 * claim that says something, the license is unknown.
 *
 * @public
 */
export function resolveLicense(
  claims: readonly LicenseClaim[],
): ResolvedLicense {
  const understood = claims.map((claim): UnderstoodClaim => {
    const normalized = claim.text ? normalizeLicense(claim.text) : undefined;
    return normalized ? { ...claim, normalized } : { ...claim };
  });
  const usable = understood.filter(({ normalized }) => normalized);
  const curated = usable.filter(claim => claim.curated);
  const meanings = (curated.length > 0 ? curated : usable).map(meaningOf);
  if (meanings.length === 0) {
    return {
      state: 'unknown',
      claims: understood,
      reason: reasonOfUnknown(understood),
    };
  }
  const common = meanings
    .map(({ candidates }) => candidates)
    .reduce((left, right) => left.filter(each => right.includes(each)));
  return { ...settle(common, meanings), claims: understood };
}

function meaningOf({ source, normalized }: UnderstoodClaim): Meaning {
  if (!normalized) return { source, candidates: [] };
  return {
    source,
    candidates:
      'expression' in normalized
        ? [normalized.expression]
        : normalized.ambiguous,
  };
}

type Settled = ResolvedLicense extends infer Each
  ? Each extends Resolution
    ? Omit<Each, 'claims'>
    : never
  : never;

function settle(
  common: readonly string[],
  meanings: readonly Meaning[],
): Settled {
  if (common.length === 0) {
    return { state: 'conflicting', reason: `${sayEach(meanings)}.` };
  }
  if (common.length > 1) {
    return {
      state: 'ambiguous',
      candidates: [...common].sort(),
      reason: `${sayEach(meanings)}.`,
    };
  }
  const [expression] = common;
  const clear = meanings.find(({ candidates }) => candidates.length === 1);
  return {
    state: 'known',
    expression,
    source: (clear ?? meanings[0]).source,
    reason: `${sayEach(meanings)}.`,
  };
}

const MAX_SAID = 5;

/** "registry says MIT; lock file says BSD-2-Clause or BSD-3-Clause". */
function sayEach(meanings: readonly Meaning[]): string {
  const said = meanings.slice(0, MAX_SAID).map(({ source, candidates }) => {
    const some = candidates.slice(0, MAX_SAID).map(shorten);
    const more = candidates.length > some.length ? ' or others' : '';
    return `${source} says ${some.join(' or ')}${more}`;
  });
  const left = meanings.length - said.length;
  return said.concat(left > 0 ? [`${left} more`] : []).join('; ');
}

function reasonOfUnknown(claims: readonly UnderstoodClaim[]): string {
  const said = claims.find(
    ({ text }) => text && text.trim() !== '' && text.trim() !== 'NOASSERTION',
  );
  if (!said) return 'No source names a license.';
  const text = shorten(said.text!.trim().replace(/\s+/g, ' '));
  return `${said.source} says ${JSON.stringify(
    text,
  )}, which names no known license.`;
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
