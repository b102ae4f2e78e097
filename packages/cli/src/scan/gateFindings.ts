import type { GateFinding, GateScope } from '@safety-curtain/policy';
import type { Exploitation } from '../input/exploitation';
import { decisionText, whatToDo } from '../output/text';
import { isAccepted } from './failing';
import type { Finding } from './findings';

/** The first is needed more than the next. */
export const SCOPES: readonly GateScope[] = [
  'runtime',
  'unknown',
  'optional',
  'development',
];

/**
 * Findings as gates count them, and the portal: one for a vulnerability of a
 * package, whatever its versions and however many files have it.
 */
export function gateFindingsOf(
  findings: readonly Finding[],
  exploitation: Exploitation,
): GateFinding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { ecosystem, package: name, advisory } = finding;
    const key = [ecosystem, name, advisory].join('\0');
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map(group => toGateFinding(group, exploitation));
}

/** Findings of one vulnerability of one package as one. */
export function toGateFinding(
  group: readonly Finding[],
  { known, scores }: Exploitation = { known: new Set(), scores: new Map() },
): GateFinding {
  const [first] = group;
  const { advisory, summary, severity, score, clearVersion } = first;
  const names = [advisory, ...first.aliases];
  const epss = names.map(name => scores.get(name)).find(Boolean);
  const fixes = [...new Set(group.map(({ fixedVersion }) => fixedVersion))];
  const path = group.find(each => each.path.length > 1)?.path;
  return {
    vulnerability: advisory,
    aliases: first.aliases,
    ...(summary !== undefined && { summary }),
    ecosystem: first.ecosystem,
    package: first.package,
    versions: [...new Set(group.map(({ version }) => version))],
    severity,
    ...(score !== undefined && { score }),
    knownExploited: names.some(name => known.has(name)),
    malicious: first.malicious,
    ...(epss && {
      epss: { probability: epss.score, percentile: epss.percentile },
    }),
    overdue: false,
    // Of several versions each may have a fix of its own.
    ...(fixes.length === 1 && fixes[0] && { fixedVersion: fixes[0] }),
    ...(clearVersion && { clearVersion }),
    ...(group.length === 1 && { advice: whatToDo(first) }),
    scope: SCOPES.find(scope => group.some(each => each.scope === scope))!,
    ...directOf(group),
    manifests: [...new Set(group.map(({ file }) => file))],
    ...(path && { path }),
    ...decidedOf(group),
  };
}

/** Direct anywhere is direct; else what is not known is not known. */
function directOf(group: readonly Finding[]): { direct?: boolean } {
  if (group.some(({ direct }) => direct)) return { direct: true };
  return group.every(({ direct }) => direct === false) ? { direct: false } : {};
}

/** A decision counts where it is about all that is affected. */
function decidedOf(group: readonly Finding[]): Pick<GateFinding, 'decided'> {
  const words = [...new Set(group.map(decisionText))].join('; ');
  if (group.every(({ decision }) => decision?.dismissed)) {
    return { decided: { as: 'dismissed', words } };
  }
  const areAccepted = group.every(
    ({ decision }) => decision && (decision.dismissed || isAccepted(decision)),
  );
  return areAccepted ? { decided: { as: 'accepted', words } } : {};
}
