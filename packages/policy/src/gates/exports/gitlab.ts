import { createHash } from 'node:crypto';
import type { GateFinding } from '../gateFacts';
import { defaultGatePolicy } from '../gatePolicy';
import type { GateReport } from '../gateReport';
import { fixText, packageText, reasonText } from './words';

/** Who made a report, and when. @public */
export interface GateGitlabOptions {
  tool: { name: string; version: string };
  startedAt: Date;
  endedAt: Date;
  /** Of whose lines GitLab shows what could not be told. */
  report?: Pick<GateReport, 'reasons'>;
}

const SEVERITIES: Readonly<Record<GateFinding['severity'], string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'Info',
  unknown: 'Unknown',
};

/** Types of identifiers that GitLab knows, by how ids begin. */
const IDENTIFIERS: readonly (readonly [start: RegExp, type: string])[] = [
  [/^CVE-/i, 'cve'],
  [/^GHSA-/i, 'ghsa'],
  [/^MAL-/i, 'osv'],
];
const BLIND_SPOTS: ReadonlySet<string> = new Set(
  Object.keys(defaultGatePolicy.cannotTell),
);

/** GitLab takes so many identifiers. */
const MOST_IDENTIFIERS = 20;
/** And refuses a whole report for one text that is longer, in characters. */
const MOST_OF_NAME = 255;
const MOST_OF_SOLUTION = 7000;

/**
 * Open findings as GitLab's report of dependency scanning, version 15.2 of its schema
 * (gitlab-org/security-products/security-report-schemas).
 *
 * @public
 */
export function gateGitlab(
  findings: readonly GateFinding[],
  { tool, startedAt, endedAt, report: gate }: GateGitlabOptions,
): string {
  const scanner = {
    id: 'safety-curtain',
    name: tool.name,
    version: tool.version,
    vendor: { name: tool.name },
  };
  const report = {
    version: '15.2.1',
    scan: {
      analyzer: scanner,
      scanner,
      type: 'dependency_scanning',
      start_time: timeOf(startedAt),
      end_time: timeOf(endedAt),
      status: 'success',
      messages: (gate?.reasons ?? []).flatMap(messagesOf),
    },
    vulnerabilities: findings
      .filter(({ decided }) => decided?.as !== 'dismissed')
      .flatMap(finding =>
        finding.manifests.map(file => entryOf(finding, file)),
      ),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** What a line could not tell: without it a report of a part would read as one of all. */
function messagesOf(reason: GateReport['reasons'][number]): object[] {
  if (!BLIND_SPOTS.has(reason.line)) return [];
  const { items } = reason.notes;
  const texts =
    items.length > 0
      ? items.map(({ at, reason: why }) => `${at}: ${why}`)
      : [reasonText(reason)];
  const level = reason.outcome === 'allow' ? 'info' : 'warn';
  return texts.map(value => ({ level, value }));
}

/** `2026-11-29T18:00:00`, in UTC: the schema takes no zone. */
function timeOf(time: Date): string {
  return time.toISOString().slice(0, 19);
}

function entryOf(finding: GateFinding, file: string): object {
  const { vulnerability, aliases, summary, severity, versions } = finding;
  const ids = [vulnerability, ...aliases].slice(0, MOST_IDENTIFIERS);
  const fix = fixText(finding);
  return {
    id: createHash('sha256')
      .update(
        [finding.ecosystem, finding.package, vulnerability, file].join('\0'),
      )
      .digest('hex'),
    name: cut(
      summary || `${vulnerability} in ${finding.package}`,
      MOST_OF_NAME,
    ),
    description: `${vulnerability} in ${packageText(finding)}`,
    severity: SEVERITIES[severity],
    ...(fix && {
      solution: cut(`Upgrade ${finding.package} to ${fix}.`, MOST_OF_SOLUTION),
    }),
    identifiers: ids.map(identifierOf),
    links: ids.map(id => ({ url: addressOf(id) })),
    location: {
      file,
      dependency: {
        package: { name: finding.package },
        version: versions.join(', '),
        ...(finding.direct !== undefined && { direct: finding.direct }),
      },
    },
  };
}

function identifierOf(id: string): object {
  const type = IDENTIFIERS.find(([start]) => start.test(id))?.[1] ?? 'osv';
  return {
    type,
    name: id,
    value: id,
    url: addressOf(id),
  };
}

function addressOf(id: string): string {
  const name = encodeURIComponent(id.toWellFormed());
  return `https://osv.dev/vulnerability/${name}`;
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most
    ? `${characters.slice(0, most - 1).join('')}…`
    : text;
}
