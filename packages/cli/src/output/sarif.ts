import type { Finding } from '../scan/findings';
import { decisionText, whatToDo } from './text';

/** SARIF 2.1.0 (section 3.27.10) has three levels that fail something. */
const levels: Record<Finding['severity'], string> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  none: 'note',
  unknown: 'warning',
};

/** Findings as a SARIF 2.1.0 log: a rule for each vulnerability, a result for each finding. */
export function toSarif(findings: Finding[], version: string): string {
  const rules = new Map<string, object>();
  for (const finding of findings) {
    if (!rules.has(finding.advisory)) {
      rules.set(finding.advisory, {
        id: finding.advisory,
        shortDescription: { text: finding.summary ?? finding.advisory },
        properties: {
          tags: ['security', ...finding.aliases],
          ...(finding.score !== undefined && {
            'security-severity': finding.score.toFixed(1),
          }),
        },
      });
    }
  }
  const ids = [...rules.keys()];
  return `${JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'Safety Curtain',
              version,
              rules: [...rules.values()],
            },
          },
          results: findings.map(finding => toResult(finding, ids)),
        },
      ],
    },
    null,
    2,
  )}\n`;
}

function toResult(finding: Finding, ruleIds: string[]) {
  const fix = `; ${whatToDo(finding)}`;
  return {
    ruleId: finding.advisory,
    ruleIndex: ruleIds.indexOf(finding.advisory),
    level: levels[finding.severity],
    message: {
      text: `${finding.package} ${finding.version}: ${
        finding.summary ?? finding.advisory
      }${fix}`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(finding.file) },
        },
      },
    ],
    partialFingerprints: { 'safetyCurtain/v1': finding.fingerprint },
    // SARIF 2.1.0, section 3.35: what was decided elsewhere.
    ...(finding.decision?.dismissed && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: decisionText(finding),
        },
      ],
    }),
  };
}
