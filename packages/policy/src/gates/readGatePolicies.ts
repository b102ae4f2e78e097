import {
  DefinitionError,
  Fields,
  readList,
  refuseTwice,
  wordIn,
} from '../definitions/fields';
import {
  firstFor,
  type PolicyService,
  readServices,
  refuseHidden,
} from '../definitions/services';
import { readPackageMatch } from '../packages/packageMatch';
import {
  defaultGatePolicy,
  type GateBlindSpot,
  type GateKind,
  type GateOutcome,
  gateOutcomes,
  type GatePolicy,
  type GateScope,
  type GateSeverity,
  type GateThreshold,
} from './gatePolicy';

const SEVERITIES = Object.keys(
  defaultGatePolicy.findings.severities,
) as GateSeverity[];
const KINDS = Object.keys(defaultGatePolicy.findings.kinds) as GateKind[];
const BLIND_SPOTS = Object.keys(
  defaultGatePolicy.cannotTell,
) as GateBlindSpot[];
const SCOPES: readonly GateScope[] = defaultGatePolicy.findings.scopes;
const MOST_FINDINGS = 1_000_000;

/**
 * Reads policies of gates as they are configured. What a policy leaves out is as
 * `defaultGatePolicy` has it.
 *
 * @throws DefinitionError with the path to what is wrong
 *
 * @public
 */
export function readGatePolicies(json: unknown, path: string): GatePolicy[] {
  const policies = readList(json, path, readGatePolicy);
  refuseTwice(
    policies.map(({ name }) => name),
    index => `${path}[${index}].name`,
  );
  refuseHidden(policies, path);
  return policies;
}

/** The first policy that is for a service, else the default. @public */
export function gatePolicyFor(
  policies: readonly GatePolicy[],
  service: PolicyService,
): GatePolicy {
  return firstFor(policies, service) ?? defaultGatePolicy;
}

/**
 * Reads one policy, as the configuration has it in its list.
 *
 * @throws DefinitionError with the path to what is wrong
 *
 * @public
 */
export function readGatePolicy(json: unknown, path: string): GatePolicy {
  const fields = Fields.of(json, path, [
    'name',
    'services',
    'warnOnly',
    'findings',
    'licenses',
    'packages',
    'scorecard',
    'cannotTell',
  ]);
  return {
    name: fields.text('name'),
    services: readServices(fields),
    warnOnly: fields.flag('warnOnly', defaultGatePolicy.warnOnly),
    findings: readFindings(fields),
    licenses: readLicenses(fields),
    packages: readPackages(fields),
    ...readScorecard(fields),
    cannotTell: readBlindSpots(fields),
  };
}

function part(policy: Fields, name: string, known: readonly string[]): Fields {
  return Fields.of(policy.value(name) ?? {}, policy.at(name), known);
}

function outcome(
  fields: Fields,
  name: string,
  otherwise: GateOutcome,
): GateOutcome {
  return fields.has(name) ? fields.oneOf(name, gateOutcomes) : otherwise;
}

function readFindings(policy: Fields): GatePolicy['findings'] {
  const fields = part(policy, 'findings', [
    'scopes',
    'onlyDirect',
    'onlyNew',
    ...SEVERITIES,
    'kinds',
    'malicious',
    'knownExploited',
    'overdue',
    'accepted',
    'epss',
    'except',
  ]);
  const otherwise = defaultGatePolicy.findings;
  const severities = { ...otherwise.severities };
  for (const severity of SEVERITIES) {
    if (fields.has(severity)) {
      severities[severity] = readThreshold(fields, severity);
    }
  }
  return {
    scopes: fields.has('scopes')
      ? fields.some('scopes', wordIn(SCOPES))
      : otherwise.scopes,
    onlyDirect: fields.flag('onlyDirect', otherwise.onlyDirect),
    onlyNew: fields.flag('onlyNew', otherwise.onlyNew),
    severities,
    kinds: readKinds(fields),
    malicious: outcome(fields, 'malicious', otherwise.malicious),
    knownExploited: outcome(fields, 'knownExploited', otherwise.knownExploited),
    overdue: outcome(fields, 'overdue', otherwise.overdue),
    accepted: outcome(fields, 'accepted', otherwise.accepted),
    ...readEpss(fields),
    except: fields.texts('except'),
  };
}

/** A word for a kind is about all of its severities. */
function readKinds(findings: Fields): GatePolicy['findings']['kinds'] {
  const kinds = { ...defaultGatePolicy.findings.kinds };
  const fields = part(findings, 'kinds', KINDS);
  for (const kind of KINDS) {
    if (!fields.has(kind)) continue;
    if (typeof fields.value(kind) === 'string') {
      const threshold = readThreshold(fields, kind);
      const each = SEVERITIES.map(severity => [severity, threshold]);
      kinds[kind] = Object.fromEntries(each);
      continue;
    }
    const own = part(fields, kind, SEVERITIES);
    const severities = { ...kinds[kind] };
    for (const severity of SEVERITIES) {
      if (own.has(severity))
        severities[severity] = readThreshold(own, severity);
    }
    kinds[kind] = severities;
  }
  return kinds;
}

/** A word is about the first: `warn` warns from one on. */
function readThreshold(policy: Fields, name: string): GateThreshold {
  const value = policy.value(name);
  if (typeof value === 'string') {
    const word = policy.oneOf(name, gateOutcomes);
    return word === 'allow' ? {} : { [word]: 1 };
  }
  const fields = part(policy, name, ['warn', 'block']);
  const count = (of: 'warn' | 'block') => {
    if (!fields.has(of)) return {};
    const number = fields.number(of, 1, MOST_FINDINGS);
    if (!Number.isInteger(number)) {
      throw new DefinitionError(fields.at(of), 'must be a whole number');
    }
    return { [of]: number };
  };
  return { ...count('warn'), ...count('block') };
}

function readEpss(findings: Fields): Pick<GatePolicy['findings'], 'epss'> {
  if (!findings.has('epss')) return {};
  const fields = part(findings, 'epss', ['measure', 'atLeast', 'outcome']);
  return {
    epss: {
      measure: fields.oneOf('measure', ['probability', 'percentile']),
      atLeast: fields.number('atLeast', 0, 1),
      outcome: fields.oneOf('outcome', gateOutcomes),
    },
  };
}

function readLicenses(policy: Fields): GatePolicy['licenses'] {
  const fields = part(policy, 'licenses', [
    'denied',
    'review',
    'unknown',
    'except',
  ]);
  const otherwise = defaultGatePolicy.licenses;
  return {
    denied: outcome(fields, 'denied', otherwise.denied),
    review: outcome(fields, 'review', otherwise.review),
    unknown: outcome(fields, 'unknown', otherwise.unknown),
    except: fields.list('except', readPackageMatch),
  };
}

function readPackages(policy: Fields): GatePolicy['packages'] {
  const fields = part(policy, 'packages', ['deny', 'new', 'unapproved']);
  const otherwise = defaultGatePolicy.packages;
  return {
    deny: fields.list('deny', readPackageMatch),
    new: outcome(fields, 'new', otherwise.new),
    unapproved: outcome(fields, 'unapproved', otherwise.unapproved),
  };
}

function readScorecard(policy: Fields): Pick<GatePolicy, 'scorecard'> {
  if (!policy.has('scorecard')) return {};
  const fields = part(policy, 'scorecard', ['atLeast', 'outcome']);
  return {
    scorecard: {
      atLeast: fields.number('atLeast', 0, 10),
      outcome: fields.oneOf('outcome', gateOutcomes),
    },
  };
}

function readBlindSpots(policy: Fields): GatePolicy['cannotTell'] {
  const fields = part(policy, 'cannotTell', BLIND_SPOTS);
  const lines = { ...defaultGatePolicy.cannotTell };
  for (const spot of BLIND_SPOTS) {
    lines[spot] = outcome(fields, spot, lines[spot]);
  }
  return lines;
}
