import { fitsWildcards } from '@safety-curtain/input';
import { createHash } from 'node:crypto';
import type {
  Attestation,
  Origin,
  Provenance,
  SlsaLevel,
} from '../model/outcome';

/** What may be asked of who signed; each a list of patterns of which one has to fit. */
export const askedOfOrigin = [
  'issuer',
  'identity',
  'builder',
  'sourceRepository',
  'key',
] as const;

/**
 * What is asked of some packages in some services. In patterns, `*` stands for any part of a text.
 *
 * @public
 */
export interface ProvenanceRule {
  /** Package URLs, with or without a version: `pkg:npm/@acme/*`. Absent: all. */
  packages?: readonly string[];
  /** References of services: `component:default/*`. Absent: all. */
  services?: readonly string[];
  /** Whether only what a service asks for itself is meant. */
  direct?: boolean;
  /** `verified`: nothing else will do; `not-failed`: what is signed must hold; `nothing`. */
  require: 'verified' | 'not-failed' | 'nothing';
  issuer?: readonly string[];
  identity?: readonly string[];
  builder?: readonly string[];
  sourceRepository?: readonly string[];
  /** Names of configured keys. */
  key?: readonly string[];
  /** SLSA's build level at the least. */
  level?: SlsaLevel;
}

/** Rules, of which the first that fits counts. @public */
export interface ProvenancePolicy {
  readonly rules: readonly ProvenanceRule[];
  /** Another one for other rules: 64 hexadecimal digits. */
  readonly digest: string;
  /** Whether any rule asks who signed: only then attestations are looked at. */
  readonly asksOrigin: boolean;
}

/** A package in a service. @public */
export interface ProvenanceUse {
  purl: string;
  /** Its reference. */
  service: string;
  /** Undefined where it is not known. */
  direct?: boolean;
}

/** What a policy asks for and does not get. @public */
export interface ProvenanceBreach {
  /** `unexpected`: verified, and of somebody else than is asked for. */
  kind: 'failed' | 'not-signed' | 'unchecked' | 'unexpected';
  /** Sentences in plain words. */
  message: string;
}

/** What is signed where a release has one file only: a name that no file has. */
const WHOLE: readonly string[] = [''];

/** Where no rule fits: nobody has to sign, but what is signed must hold. */
const OTHERWISE: ProvenanceRule = { require: 'not-failed' };

const WORDS = {
  issuer: 'issuer',
  identity: 'identity',
  builder: 'builder',
  sourceRepository: 'source repository',
  key: 'key',
};

/** @public */
export function provenancePolicy(
  rules: readonly ProvenanceRule[],
): ProvenancePolicy {
  const digest = createHash('sha256').update(JSON.stringify(rules));
  return {
    rules,
    digest: digest.digest('hex'),
    asksOrigin: rules.some(
      rule =>
        rule.level !== undefined || askedOfOrigin.some(asked => rule[asked]),
    ),
  };
}

/**
 * Judges what is known of a package by the first rule that fits it; undefined where nothing is wrong.
 *
 * @public
 */
export function judgeProvenance(
  { rules }: ProvenancePolicy,
  use: ProvenanceUse,
  provenance: Pick<Provenance, 'outcome' | 'reason'> & {
    attestations: readonly Attestation[];
  },
): ProvenanceBreach | undefined {
  const rule = rules.find(one => fits(one, use)) ?? OTHERWISE;
  const { outcome, reason } = provenance;
  if (rule.require === 'nothing') return undefined;
  if (outcome === 'failed') return { kind: 'failed', message: reason };
  if (rule.require === 'not-failed') return undefined;
  if (outcome !== 'verified') {
    const message = `Verified provenance is asked for. ${reason}`;
    return { kind: outcome, message };
  }
  return unexpected(
    rule,
    provenance.attestations.filter(one => one.outcome === 'verified'),
  );
}

/** Each file of a release needs one attestation with all that is asked for. */
function unexpected(
  rule: ProvenanceRule,
  verified: readonly Attestation[],
): ProvenanceBreach | undefined {
  const expected = new Set(
    verified
      .filter(one => lackOf(rule, one) === undefined)
      .flatMap(({ files = WHOLE }) => files),
  );
  for (const attestation of verified) {
    const { files = WHOLE } = attestation;
    const other = files.find(file => !expected.has(file));
    if (other === undefined) continue;
    const of = attestation.files ? `${other}: ` : '';
    const message = `${of}${lackOf(rule, attestation)}`;
    return { kind: 'unexpected', message };
  }
  return undefined;
}

function fits(rule: ProvenanceRule, { purl, service, direct }: ProvenanceUse) {
  const name = decoded(purl);
  const withoutVersion = name.replace(/(?<=.)@[^@/]*$/, '');
  return (
    (rule.direct !== true || direct !== false) &&
    (rule.services?.some(one => fitsWildcards(one, service)) ?? true) &&
    (rule.packages?.some(
      one => fitsWildcards(one, name) || fitsWildcards(one, withoutVersion),
    ) ??
      true)
  );
}

/** What one attestation does not have of what a rule asks for. */
function lackOf(rule: ProvenanceRule, origin: Origin): string | undefined {
  for (const asked of askedOfOrigin) {
    const patterns = rule[asked];
    const value = origin[asked];
    const isThere =
      !patterns ||
      (value !== undefined && patterns.some(one => fitsWildcards(one, value)));
    if (!isThere) {
      return `Its ${WORDS[asked]} is ${
        value ?? 'not known'
      }, and ${patterns.join(' or ')} is asked for.`;
    }
  }
  const { level } = rule;
  return level === undefined || (origin.level ?? 0) >= level
    ? undefined
    : `SLSA build level ${level} is asked for, and ${
        origin.level ?? 'none'
      } is what can be told.`;
}

function decoded(purl: string): string {
  try {
    return decodeURIComponent(purl);
  } catch {
    return purl;
  }
}
