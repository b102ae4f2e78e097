import { createHash } from 'node:crypto';
import type { GateFinding } from '../gateFacts';
import { fixText, packageText } from './words';

/** Who made a log. @public */
export interface GateSarifOptions {
  tool: { name: string; version: string };
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
 * package. What somebody decided to be no finding is a result that is suppressed. A finding without a
 * file has no place that GitHub would show, and stands at the root of the source.
 *
 * @public
 */
export function gateSarif(
  findings: readonly GateFinding[],
  { tool }: GateSarifOptions,
): string {
  const rules = new Map<string, object>();
  const indexes = new Map<string, number>();
  for (const finding of findings) {
    const { vulnerability: id } = finding;
    if (rules.has(id)) continue;
    indexes.set(id, rules.size);
    rules.set(id, ruleOf(finding));
  }
  const results = findings.flatMap(finding =>
    placesOf(finding).map(file =>
      resultOf(finding, file, indexes.get(finding.vulnerability)!),
    ),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...tool, rules: [...rules.values()] } },
        results: results.slice(0, MOST_RESULTS),
        ...(results.length > MOST_RESULTS && {
          invocations: [cutNote(results.length)],
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({
  vulnerability: id,
  aliases,
  summary,
  score,
  malicious,
}: GateFinding): object {
  const tags = ['security', ...(malicious ? ['malicious'] : []), ...aliases];
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

function resultOf(finding: GateFinding, file: string, ruleIndex: number) {
  const { vulnerability, severity, summary, decided } = finding;
  const fix = fixText(finding);
  const advice = fix ? `fixed in ${fix}` : 'no fixed version is known';
  return {
    ruleId: vulnerability,
    ruleIndex,
    level: LEVELS[severity],
    message: {
      text: `${packageText(finding)}: ${summary ?? vulnerability}; ${
        finding.advice ?? advice
      }`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file) },
          // A lock file has no line that people write.
          region: { startLine: 1 },
        },
      },
    ],
    partialFingerprints: { 'safetyCurtain/v1': fingerprintOf(finding, file) },
    // Section 3.35: what was decided elsewhere.
    ...(decided?.as === 'dismissed' && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: decided.words,
        },
      ],
    }),
  };
}

/** Stays the same from scan to scan, whatever the version. */
function fingerprintOf(finding: GateFinding, file: string): string {
  const { ecosystem, package: name, vulnerability } = finding;
  return createHash('sha256')
    .update([ecosystem, name, vulnerability, file].join('\0'))
    .digest('hex');
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
