import type {
  LicensedComponent,
  LicenseIssue,
  Presence,
} from '@safety-curtain/plugin-supply-chain-common';
import type { ExportedFinding } from '../views/findings/listFindings';
import type { ExportedUsage } from '../views/components/usages';
import type { ExportedAnswer } from '../views/scorecards/exportAnswers';

/** Whether a package is direct, as a cell: an empty one would read as no. */
function directText(direct: boolean | undefined): boolean | 'unknown' {
  return direct ?? 'unknown';
}

/** Columns of the findings export. */
export const findingColumns: {
  header: string;
  value: (finding: ExportedFinding) => unknown;
}[] = [
  { header: 'entity', value: f => f.entityRef },
  { header: 'title', value: f => f.targetName },
  { header: 'owners', value: f => f.owners },
  { header: 'advisory', value: f => f.advisory },
  { header: 'aliases', value: f => f.aliases },
  { header: 'severity', value: f => f.severity },
  { header: 'score', value: f => f.score },
  { header: 'epss', value: f => f.epss },
  { header: 'known exploited', value: f => f.knownExploited },
  { header: 'ecosystem', value: f => f.ecosystem },
  { header: 'package', value: f => f.package },
  { header: 'versions', value: f => f.versions },
  { header: 'fixed in', value: f => f.fixedVersions },
  { header: 'clear of all in', value: f => f.clearVersions },
  { header: 'path', value: f => f.path },
  { header: 'files', value: f => f.manifests },
  { header: 'direct', value: f => directText(f.direct) },
  { header: 'scope', value: f => f.scope },
  { header: 'state', value: f => f.state },
  { header: 'first seen', value: f => f.firstSeenAt },
  { header: 'last seen', value: f => f.lastSeenAt },
  { header: 'resolved', value: f => f.resolvedAt },
  { header: 'summary', value: f => f.summary },
];

/** Columns of the export of where something is used. */
export const usageColumns: {
  header: string;
  value: (usage: ExportedUsage) => unknown;
}[] = [
  { header: 'entity', value: u => u.entityRef },
  { header: 'title', value: u => u.targetName },
  { header: 'owners', value: u => u.owners },
  { header: 'system', value: u => u.system },
  { header: 'lifecycle', value: u => u.lifecycle },
  { header: 'package', value: u => u.name },
  { header: 'version', value: u => u.version },
  { header: 'purl', value: u => u.purl },
  { header: 'direct', value: u => directText(u.direct) },
  { header: 'scope', value: u => u.scope },
  { header: 'path', value: u => u.path },
  { header: 'file', value: u => u.manifest },
  { header: 'pinned', value: u => u.pinned },
  { header: 'pinned to', value: u => u.pinnedTo },
  { header: 'since', value: u => u.since },
  { header: 'until', value: u => u.until },
  { header: 'advisories', value: u => u.advisories },
  { header: 'clear of all in', value: u => u.clearVersion },
];

/** Columns of the export of where something was. */
export const presenceColumns: {
  header: string;
  value: (presence: Presence) => unknown;
}[] = [
  { header: 'entity', value: p => p.entityRef },
  { header: 'title', value: p => p.targetName },
  { header: 'owners', value: p => p.owners },
  { header: 'package', value: p => p.name },
  { header: 'version', value: p => p.version },
  { header: 'purl', value: p => p.purl },
  { header: 'direct', value: p => directText(p.direct) },
  { header: 'scope', value: p => p.scope },
  { header: 'file', value: p => p.manifest },
  { header: 'since', value: p => p.since },
  { header: 'until', value: p => p.until },
];

/** Columns of the export of package versions with their license. */
export const licensedComponentColumns: {
  header: string;
  value: (component: LicensedComponent) => unknown;
}[] = [
  { header: 'package', value: c => c.name },
  { header: 'version', value: c => c.version },
  { header: 'purl', value: c => c.purl },
  { header: 'ecosystem', value: c => c.ecosystem },
  { header: 'license', value: c => c.expression },
  { header: 'state', value: c => c.state },
  { header: 'reason', value: c => c.stateReason },
  { header: 'category', value: c => c.category },
  { header: 'curated', value: c => c.curated },
  { header: 'verdict', value: c => c.verdict },
  { header: 'excepted', value: c => c.excepted },
  { header: 'services', value: c => c.services },
  { header: 'direct', value: c => directText(c.direct) },
  { header: 'scope', value: c => c.scope },
  { header: 'deprecated', value: c => c.deprecated },
  { header: 'published', value: c => c.publishedAt },
  { header: 'latest version', value: c => c.latestVersion },
  { header: 'versions behind', value: c => c.versionsBehind },
  { header: 'days behind', value: c => c.daysBehind },
];

/** Columns of the export of what breaks the license policy. */
export const licenseIssueColumns: {
  header: string;
  value: (issue: LicenseIssue) => unknown;
}[] = [
  { header: 'entity', value: i => i.entityRef },
  { header: 'title', value: i => i.targetName },
  { header: 'owners', value: i => i.owners },
  { header: 'package', value: i => i.name },
  { header: 'version', value: i => i.version },
  { header: 'purl', value: i => i.purl },
  { header: 'license', value: i => i.expression },
  { header: 'state', value: i => i.state },
  { header: 'category', value: i => i.category },
  { header: 'verdict', value: i => i.verdict },
  { header: 'policy', value: i => i.policy },
  { header: 'rules', value: i => i.reasons.map(reason => reason.rule) },
  { header: 'why', value: i => i.reasons.map(reason => reason.text) },
  { header: 'direct', value: i => directText(i.direct) },
  { header: 'scope', value: i => i.scope },
  { header: 'files', value: i => i.manifests },
  { header: 'first seen', value: i => i.firstSeenAt },
  { header: 'exception', value: i => i.exception?.id },
  { header: 'excepted until', value: i => i.exception?.endsAt },
];

/** Columns of the export of what checks answered. */
export const scorecardColumns: {
  header: string;
  value: (answer: ExportedAnswer) => unknown;
}[] = [
  { header: 'entity', value: a => a.service.entityRef },
  { header: 'service', value: a => a.service.name },
  { header: 'owners', value: a => a.service.owners },
  { header: 'system', value: a => a.service.system },
  { header: 'lifecycle', value: a => a.service.lifecycle },
  { header: 'critical', value: a => a.service.critical },
  { header: 'level', value: a => a.service.level },
  { header: 'level since', value: a => a.service.levelSince },
  { header: 'check', value: a => a.check },
  { header: 'title', value: a => a.title },
  { header: 'category', value: a => a.category },
  { header: 'answer', value: a => a.answer },
  { header: 'without exemption', value: a => a.result },
  { header: 'reason', value: a => a.reason },
  { header: 'since', value: a => a.since },
  { header: 'exempted until', value: a => a.exemptedUntil },
  { header: 'as of', value: a => a.service.scoredAt },
];
