import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { NewDecision } from '@safety-curtain/plugin-supply-chain-common';
import {
  canonicalLicense,
  formatLicense,
  parseLicense,
} from '@safety-curtain/licenses';
import { formatPurl, parsePurl } from '@safety-curtain/sbom';
import { APPROVAL, approvedPackage } from './packageApprovals';
import { counted } from '../../messages/counted';

const EXEMPTION = 'check-exemption';

/** What is asked of decisions, from the configuration. */
export interface DecisionOptions {
  /** Whoever asked may not approve it. */
  secondPerson: boolean;
  /** The longest that an exception or exemption may hold, in milliseconds. */
  longestExceptionMs: number;
}

/** A decision with every part in its one spelling. */
export interface CheckedDecision {
  subject: NewDecision['subject'];
  scopeKind: NewDecision['scope']['kind'];
  /** Empty for the organization. */
  scopeRef: string;
  purl: string | null;
  license: string | null;
  release: string | null;
  check: string | null;
  scorecard: string | null;
  verdict: string;
  reason: string;
  endsAt: Date | null;
}

/** Checks what was asked for; throws `InputError` with what is wrong. */
export function checkDecision(
  wanted: NewDecision,
  options: DecisionOptions,
  now: Date,
): CheckedDecision {
  const decision: CheckedDecision = {
    subject: wanted.subject,
    scopeKind: wanted.scope.kind,
    scopeRef: scopeRef(wanted.scope),
    purl: purlOf(wanted.about?.purl),
    license: licenseOf(wanted.about?.license),
    release: wanted.about?.release ?? null,
    check: wanted.about?.check ?? null,
    scorecard: wanted.about?.scorecard ?? null,
    verdict: '',
    reason: wanted.reason.trim(),
    endsAt: wanted.endsAt ? new Date(wanted.endsAt) : null,
  };
  if (wanted.subject === 'vulnerability-analysis') {
    throw new InputError(
      'What a vulnerability means is decided about findings: POST /findings/decisions',
    );
  }
  if (decision.reason.length < 3) throw new InputError('Give a reason');
  if (decision.endsAt && !(decision.endsAt > now)) {
    throw new InputError('The end must be in the future');
  }
  if ((decision.check || decision.scorecard) && wanted.subject !== EXEMPTION) {
    throw new InputError('Only an exemption is about a check of a scorecard');
  }
  decision.verdict = verdictOf(wanted, decision, options, now);
  return decision;
}

function verdictOf(
  wanted: NewDecision,
  decision: CheckedDecision,
  options: DecisionOptions,
  now: Date,
): string {
  if (wanted.subject === 'license-curation') {
    checkCuration(wanted, decision);
    return licenseOf(wanted.verdict)!;
  }
  if (wanted.verdict !== undefined) {
    throw new InputError('Only a curated license takes a verdict');
  }
  if (wanted.subject === 'hold') {
    if (decision.purl || decision.license) {
      throw new InputError('A hold is for a scope and, if need be, a release');
    }
    return 'hold';
  }
  if (wanted.subject === APPROVAL) {
    checkApproval(decision);
    return 'approve';
  }
  if (wanted.subject === EXEMPTION) {
    checkExemption(decision, options, now);
    return 'exempt';
  }
  checkException(decision, options, now);
  return 'allow';
}

function checkCuration(wanted: NewDecision, decision: CheckedDecision) {
  if (decision.scopeKind !== 'organization') {
    throw new InputError(
      'A license is curated for the whole organization: a package has one',
    );
  }
  if (!decision.purl || decision.license || decision.release) {
    throw new InputError(
      'A curation is about one package URL and nothing else',
    );
  }
  if (!wanted.verdict) {
    throw new InputError('A curation needs the SPDX expression as its verdict');
  }
}

function checkApproval(decision: CheckedDecision) {
  if (decision.scopeKind !== 'organization') {
    throw new InputError('A package is approved for the whole organization');
  }
  if (decision.license || decision.release) {
    throw new InputError('An approval is about a package and nothing else');
  }
  if (decision.endsAt) {
    throw new InputError('An approval has no end: it is revoked');
  }
  const { purl } = decision;
  const isPackage =
    purl !== null &&
    parsePurl(purl).version === undefined &&
    approvedPackage(purl) !== undefined;
  if (!isPackage) {
    throw new InputError(
      'An approval names a package of a registry by its package URL, without a version: pkg:npm/left-pad',
    );
  }
}

function checkException(
  decision: CheckedDecision,
  { longestExceptionMs }: DecisionOptions,
  now: Date,
) {
  if (decision.release) {
    throw new InputError('A license exception is not about a release');
  }
  if (!decision.purl && !decision.license) {
    throw new InputError('An exception names a package, a license or both');
  }
  checkEnd('An exception', decision, longestExceptionMs, now);
}

function checkExemption(
  decision: CheckedDecision,
  { longestExceptionMs }: DecisionOptions,
  now: Date,
) {
  if (!decision.check) {
    throw new InputError('An exemption names a check of a scorecard');
  }
  if (decision.purl || decision.license || decision.release) {
    throw new InputError('An exemption is about a check and nothing else');
  }
  checkEnd('An exemption', decision, longestExceptionMs, now);
}

function checkEnd(
  what: string,
  { endsAt }: CheckedDecision,
  longestMs: number,
  now: Date,
) {
  if (!endsAt) throw new InputError(`${what} needs an end`);
  if (endsAt.getTime() - now.getTime() > longestMs) {
    const days = Math.floor(longestMs / 86_400_000);
    throw new InputError(`${what} lasts at most ${counted(days, 'day')}`);
  }
}

function scopeRef({ kind, ref }: NewDecision['scope']): string {
  if (kind === 'organization') {
    if (ref) throw new InputError('The organization has no entity ref');
    return '';
  }
  if (!ref) throw new InputError(`The ${kind} of the scope is missing`);
  let parsed;
  try {
    parsed = parseEntityRef(ref);
  } catch {
    throw new InputError(`Not an entity ref: ${ref}`);
  }
  if (kind === 'system' && parsed.kind.toLowerCase() !== 'system') {
    throw new InputError(`Not the ref of a system: ${ref}`);
  }
  return stringifyEntityRef(parsed);
}

function purlOf(text: string | undefined): string | null {
  if (!text) return null;
  try {
    return formatPurl(parsePurl(text));
  } catch (error) {
    throw new InputError(`Not a package URL: ${(error as Error).message}`);
  }
}

function licenseOf(text: string | undefined): string | null {
  if (!text) return null;
  try {
    return formatLicense(canonicalLicense(parseLicense(text)));
  } catch (error) {
    throw new InputError(`Not a license: ${(error as Error).message}`);
  }
}
