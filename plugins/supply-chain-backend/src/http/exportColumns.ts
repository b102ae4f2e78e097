import type {
  Finding,
  Presence,
  Usage,
} from '@safety-curtain/plugin-supply-chain-common';

/** Columns of the findings export. */
export const findingColumns: {
  header: string;
  value: (finding: Finding) => unknown;
}[] = [
  { header: 'entity', value: f => f.entityRef },
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
  { header: 'direct', value: f => f.direct },
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
  value: (usage: Usage) => unknown;
}[] = [
  { header: 'entity', value: u => u.entityRef },
  { header: 'owners', value: u => u.owners },
  { header: 'system', value: u => u.system },
  { header: 'lifecycle', value: u => u.lifecycle },
  { header: 'package', value: u => u.name },
  { header: 'version', value: u => u.version },
  { header: 'purl', value: u => u.purl },
  { header: 'direct', value: u => u.direct },
  { header: 'scope', value: u => u.scope },
  { header: 'file', value: u => u.manifest },
];

/** Columns of the export of where something was. */
export const presenceColumns: {
  header: string;
  value: (presence: Presence) => unknown;
}[] = [
  { header: 'entity', value: p => p.entityRef },
  { header: 'owners', value: p => p.owners },
  { header: 'package', value: p => p.name },
  { header: 'version', value: p => p.version },
  { header: 'purl', value: p => p.purl },
  { header: 'direct', value: p => p.direct },
  { header: 'scope', value: p => p.scope },
  { header: 'file', value: p => p.manifest },
  { header: 'since', value: p => p.since },
  { header: 'until', value: p => p.until },
];
