import { isMalicious } from '@safety-curtain/advisories';
import {
  findingFingerprint,
  ruleKeyOf,
  type SourceReport,
  type ToolResult,
} from '@safety-curtain/reports';
import type { GateFinding, GateReported } from './gateFacts';
import type { GateSeverity } from './gatePolicy';
import { gateReportedOf } from './gateReported';

/** One result, with whose it is. @public */
export interface ResultOfTool {
  tool: SourceReport['tool'];
  /** Of its rule. */
  title?: string;
  result: ToolResult;
}

/** One thing that tools found: what a service would have one finding of. @public */
export interface ReportedThing {
  fingerprint: string;
  /** The first tells of what and where. */
  results: readonly [ResultOfTool, ...ResultOfTool[]];
  /** What policies and decisions call it: its rules, or the ids of the vulnerability. */
  names: readonly string[];
}

/** What tools found, as gates look at it. @public */
export interface GatedThings {
  /** Vulnerabilities that no advisory at hand has. */
  findings: GateFinding[];
  reported: GateReported[];
}

/** By what things are judged. @public */
export interface GatedThingsOptions {
  /** What advisories tell of: it is the same finding, whoever says it. */
  known: readonly GateFinding[];
  /** Of a vulnerability, by all its ids. */
  exploitation(names: readonly string[]): Pick<GateFinding, 'epss'> & {
    knownExploited: boolean;
  };
  decided(thing: ReportedThing): GateFinding['decided'];
}

/**
 * What tools found, each thing once, whoever says it.
 *
 * @param entityRef - of the service that it is of; any word where nothing else is compared with it
 *
 * @public
 */
export function reportedThings(
  reports: readonly SourceReport[],
  entityRef: string,
): ReportedThing[] {
  const things = new Map<
    string,
    { results: ResultOfTool[]; names: Set<string> }
  >();
  for (const { tool, results, rules } of reports) {
    const titles = new Map(rules.map(({ id, title }) => [id, title]));
    for (const result of results) {
      const fingerprint = findingFingerprint(result, {
        entityRef,
        tool: tool.id,
      });
      const thing = things.get(fingerprint) ?? {
        results: [],
        names: new Set<string>(),
      };
      things.set(fingerprint, thing);
      thing.results.push({ tool, title: titles.get(result.rule), result });
      for (const name of namesOf(result, tool.id)) thing.names.add(name);
    }
  }
  return [...things].map(([fingerprint, { results, names }]) => ({
    fingerprint,
    results: results as [ResultOfTool, ...ResultOfTool[]],
    names: [...names],
  }));
}

/** Things for a gate; of what several tools say, the worst counts. @public */
export function gatedThings(
  things: readonly ReportedThing[],
  { known, exploitation, decided }: GatedThingsOptions,
): GatedThings {
  const findings: GateFinding[] = [];
  const places = new Map<string, number>();
  const reported: GateReported[] = [];
  const seen = new Set(known.flatMap(identitiesOf));
  for (const thing of things) {
    if (thing.results[0].result.kind !== 'vulnerability') {
      reported.push(toReported(thing, decided(thing)));
      continue;
    }
    for (const { result } of thing.results) {
      const finding = toFinding(result, decided(thing), exploitation);
      const ids = finding ? identitiesOf(finding) : [];
      if (!finding || ids.some(id => seen.has(id))) continue;
      const at = ids.map(id => places.get(id)).find(one => one !== undefined);
      const place = at ?? findings.length;
      findings[place] =
        at === undefined ? finding : worstOf(findings[at], finding);
      for (const id of ids) places.set(id, place);
    }
  }
  return { findings, reported };
}

function namesOf(result: ToolResult, tool: string): string[] {
  const { vulnerability } = result;
  return vulnerability
    ? [ruleKeyOf(result, tool), vulnerability.id, ...vulnerability.aliases]
    : [ruleKeyOf(result, tool)];
}

/** As the portal ranks them: what a tool leaves open is said by another. */
const RANK: readonly GateSeverity[] = [
  'unknown',
  'none',
  'low',
  'medium',
  'high',
  'critical',
];

function toReported(
  { fingerprint, results, names: [rule] }: ReportedThing,
  decided: GateFinding['decided'],
): GateReported {
  const [{ title, result }] = results;
  const worst = Math.max(
    ...results.map(each => RANK.indexOf(each.result.severity)),
  );
  const { kind, message, place } = result;
  return gateReportedOf({
    kind,
    fingerprint,
    rule,
    title,
    message,
    severity: RANK[worst],
    place,
    decided,
  });
}

/** A package without a name tells nothing that could be counted. */
function toFinding(
  { package: pkg, vulnerability, severity, score, message, place }: ToolResult,
  decided: GateFinding['decided'],
  exploitation: GatedThingsOptions['exploitation'],
): GateFinding | undefined {
  if (!pkg || !vulnerability) return undefined;
  const [fixedVersion] = pkg.fixedVersions;
  const names = [vulnerability.id, ...vulnerability.aliases];
  const { epss, knownExploited } = exploitation(names);
  return {
    vulnerability: vulnerability.id,
    aliases: vulnerability.aliases,
    summary: message,
    ecosystem: pkg.ecosystem ?? '',
    package: pkg.name,
    versions: pkg.version === undefined ? [] : [pkg.version],
    severity,
    ...(score !== undefined && { score }),
    knownExploited: vulnerability.knownExploited || knownExploited,
    malicious: names.some(isMalicious),
    ...(epss && { epss }),
    overdue: false,
    ...(pkg.fixedVersions.length === 1 && { fixedVersion }),
    scope: 'unknown',
    ...(pkg.direct !== undefined && { direct: pkg.direct }),
    manifests: place ? [place.path] : [],
    ...(decided && { decided }),
  };
}

function identitiesOf({
  ecosystem,
  package: name,
  vulnerability,
  aliases,
}: GateFinding): string[] {
  return [vulnerability, ...aliases].map(id =>
    [ecosystem, name, id].join('\0'),
  );
}

/** The graver first; one that is not known may be the gravest of those that block nothing. */
const GRAVITY: readonly GateFinding['severity'][] = [
  'critical',
  'high',
  'unknown',
  'medium',
  'low',
  'none',
];

/** What is dismissed for one is not for the other. */
function worstOf(one: GateFinding, other: GateFinding): GateFinding {
  const [worse] = [one, other].sort(
    (a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity),
  );
  const scores = [one, other].flatMap(({ score }) => score ?? []);
  const { decided: _decided, ...rest } = one;
  return {
    ...rest,
    aliases: [
      ...new Set([...one.aliases, other.vulnerability, ...other.aliases]),
    ].filter(id => id !== one.vulnerability),
    versions: [...new Set([...one.versions, ...other.versions])],
    manifests: [...new Set([...one.manifests, ...other.manifests])],
    severity: worse.severity,
    ...(scores.length > 0 && { score: Math.max(...scores) }),
    knownExploited: one.knownExploited || other.knownExploited,
    malicious: one.malicious || other.malicious,
    ...((one.direct || other.direct) && { direct: true }),
    ...(one.decided && other.decided && { decided: one.decided }),
  };
}
