import { createHash } from 'node:crypto';
import type { GateComponent, GateFinding, GateReported } from '../gateFacts';
import type { GateReport } from '../gateReport';
import { fixText, packageText } from './words';

/** Who made a log. @public */
export interface GateSarifOptions {
  tool: { name: string; version: string };
  /** What tools and inspections found. */
  reported?: readonly GateReported[];
  /** Of whose lines packages and files are results that are no findings. */
  report?: Pick<GateReport, 'reasons'>;
}

/** A result, and the rule that it is of. */
interface Result {
  rule: { id: string; [property: string]: unknown };
  result: { ruleId: string; [property: string]: unknown };
}

/** SARIF 2.1.0 (section 3.27.10) has three levels that say how bad something is. */
const LEVELS: Readonly<Record<GateFinding['severity'], string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  unknown: 'warning',
  low: 'note',
  none: 'note',
};

/** GitHub takes so many results of one run, and shows the first of them that are the gravest. */
const MOST_RESULTS = 25_000;
/** And so many tags of a rule. */
const MOST_TAGS = 20;

/**
 * Findings as a SARIF 2.1.0 log: a rule for each vulnerability, a result for each file that has the
 * package; what tools found, by their rules; and packages and files that a line of the gate is about.
 * What somebody decided to be no finding is a result that is suppressed. What has no file has no place
 * that GitHub would show, and stands at the root of the source.
 *
 * @public
 */
export function gateSarif(
  findings: readonly GateFinding[],
  { tool, reported = [], report }: GateSarifOptions,
): string {
  const all: Result[] = [
    ...findings.flatMap(finding =>
      placesOf(finding).map(file => ({
        rule: ruleOf(finding),
        result: resultOf(finding, file),
      })),
    ),
    ...reported.map(reportedResult),
    ...(report?.reasons ?? []).flatMap(lineResults),
  ];
  const shown = all.slice(0, MOST_RESULTS);
  const rules = new Map(shown.map(({ rule }) => [rule.id, rule]));
  const indexes = new Map([...rules.keys()].map((id, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...tool, rules: [...rules.values()] } },
        results: shown.map(({ result }) => ({
          ...result,
          ruleIndex: indexes.get(result.ruleId),
        })),
        ...(all.length > MOST_RESULTS && {
          invocations: [cutNote(all.length)],
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function reportedResult(one: GateReported): Result {
  const { rule: id, message = id, severity, decided, fingerprint } = one;
  return {
    rule: {
      id,
      shortDescription: { text: id },
      properties: { tags: ['security', one.kind] },
    },
    result: {
      ruleId: id,
      level: LEVELS[severity],
      message: { text: message },
      locations: [locationOf(one.file ?? '.', one.line)],
      partialFingerprints: { 'safetyCurtain/v1': fingerprint },
      ...suppressedBy(decided),
    },
  };
}

/** Packages and files that one line of a gate is about, and what it says of them. */
function lineResults({
  line,
  outcome,
  components,
  notes,
}: GateReport['reasons'][number]): Result[] {
  const id = `gate/${line}`;
  const told = (text: string, file: string, key: string): Result => ({
    rule: {
      id,
      shortDescription: { text: `The line ${line} of the gate` },
    },
    result: {
      ruleId: id,
      level: outcome === 'block' ? 'error' : 'warning',
      message: { text },
      locations: [locationOf(file)],
      partialFingerprints: { 'safetyCurtain/v1': digestOf(id, key, file) },
    },
  });
  return [
    ...components.items.flatMap(component =>
      filesOf(component).map(file =>
        told(componentText(component, line), file, component.purl),
      ),
    ),
    ...notes.items.map(({ at, reason }) => told(`${at}: ${reason}`, at, at)),
  ];
}

function filesOf({ manifests = [] }: GateComponent): readonly string[] {
  return manifests.length > 0 ? manifests : ['.'];
}

function componentText(
  { name, version, license }: GateComponent,
  line: string,
): string {
  const why = /^license/.test(line)
    ? [license?.expression, license?.reason].filter(Boolean).join('. ')
    : '';
  return `${name} ${version}${why && `: ${why}`} (${line})`;
}

function ruleOf({
  vulnerability: id,
  aliases,
  summary,
  score,
  malicious,
}: GateFinding) {
  const marks = ['security', ...(malicious ? ['malicious'] : [])];
  const tags = [...new Set([...marks, ...aliases])];
  return {
    id,
    shortDescription: { text: summary ?? id },
    properties: {
      tags: tags.slice(0, MOST_TAGS),
      ...(score !== undefined && { 'security-severity': score.toFixed(1) }),
    },
  };
}

function placesOf({ manifests }: GateFinding): readonly string[] {
  return manifests.length > 0 ? manifests : ['.'];
}

function resultOf(finding: GateFinding, file: string) {
  const { vulnerability, severity, summary, decided } = finding;
  const fix = fixText(finding);
  const advice = fix ? `fixed in ${fix}` : 'no fixed version is known';
  return {
    ruleId: vulnerability,
    level: LEVELS[severity],
    message: {
      text: `${packageText(finding)}: ${summary ?? vulnerability}; ${
        finding.advice ?? advice
      }`,
    },
    locations: [locationOf(file)],
    partialFingerprints: { 'safetyCurtain/v1': fingerprintOf(finding, file) },
    ...suppressedBy(decided),
  };
}

/** A lock file has no line that people write. */
function locationOf(file: string, line = 1) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line },
    },
  };
}

/** A path as a relative address: what would begin a scheme, a query or a fragment in it is escaped. */
function uriOf(file: string): string {
  return encodeURI(file.toWellFormed()).replace(/[?#:]/g, encodeURIComponent);
}

/** Section 3.35: what was decided elsewhere. */
function suppressedBy(decided: GateFinding['decided']) {
  return decided?.as === 'dismissed'
    ? {
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: decided.words,
          },
        ],
      }
    : {};
}

/** Stays the same from scan to scan, whatever the version. */
function fingerprintOf(finding: GateFinding, file: string): string {
  const { ecosystem, package: name, vulnerability } = finding;
  return digestOf(ecosystem, name, vulnerability, file);
}

function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** Section 3.20.21: what else is to be said of the run. */
function cutNote(count: number): object {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [
      {
        level: 'warning',
        message: {
          text: `${count - MOST_RESULTS} of ${count} results are left out`,
        },
      },
    ],
  };
}
