import type { LicenseEvaluation } from '@safety-curtain/licenses';
import type {
  FindingAsOf,
  Provenance,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Component } from '@safety-curtain/sbom';
import { toBoolean, toIso } from '../../../database/dialect';
import type { KnownLicense } from '../../../views/licenses/asOf';
import type { DbSnapshotsRow } from '../../../database/tables';

/** A component of the snapshots in force, with its license then and now. */
export interface LicensedRow {
  component: Component;
  then: KnownLicense;
  now: KnownLicense;
  evaluation?: LicenseEvaluation;
}

/** Columns of a service's snapshots.csv. */
export const snapshotColumns = [
  ['snapshot', (s: DbSnapshotsRow) => s.id],
  ['origin', (s: DbSnapshotsRow) => s.origin],
  ['name', (s: DbSnapshotsRow) => s.series],
  ['release', (s: DbSnapshotsRow) => s.release],
  ['revision', (s: DbSnapshotsRow) => s.revision],
  ['in force from', (s: DbSnapshotsRow) => toIso(s.created_at)],
  ['in force until', (s: DbSnapshotsRow) => toIso(s.superseded_at)],
  ['last observed', (s: DbSnapshotsRow) => toIso(s.last_observed_at)],
  ['observations', (s: DbSnapshotsRow) => s.observations],
  ['components', (s: DbSnapshotsRow) => s.component_count],
  ['partial', (s: DbSnapshotsRow) => toBoolean(s.partial)],
  ['quality', (s: DbSnapshotsRow) => s.quality],
  ['recorded by', (s: DbSnapshotsRow) => s.recorded_by],
  ['made by', (s: DbSnapshotsRow) => s.tools && JSON.parse(s.tools)],
  ['original SHA-256', (s: DbSnapshotsRow) => s.original_sha256],
  ['CycloneDX SHA-256', (s: DbSnapshotsRow) => s.cyclonedx_sha256],
  ['SPDX SHA-256', (s: DbSnapshotsRow) => s.spdx_sha256],
] as const;

/** Columns of a service's licenses.csv. */
export const licenseColumns = [
  ['purl', (l: LicensedRow) => l.component.purl],
  ['name', (l: LicensedRow) => l.component.name],
  ['version', (l: LicensedRow) => l.component.version],
  ['scope', (l: LicensedRow) => l.component.scope],
  ['direct', (l: LicensedRow) => l.component.direct ?? 'unknown'],
  ['license then', (l: LicensedRow) => l.then.expression],
  ['state then', (l: LicensedRow) => l.then.state],
  ['category', (l: LicensedRow) => l.then.category],
  ['license now', (l: LicensedRow) => l.now.expression],
  ['verdict', (l: LicensedRow) => l.evaluation?.verdict],
  [
    'rules',
    (l: LicensedRow) => l.evaluation?.reasons.map(r => r.rule).join('; '),
  ],
] as const;

/** A component of the snapshots in force, and where it comes from as is known now. */
export interface OriginRow {
  component: Component;
  provenance: Provenance;
}

/** Columns of a service's provenance.csv. */
export const provenanceColumns = [
  ['purl', (o: OriginRow) => o.component.purl],
  ['direct', (o: OriginRow) => o.component.direct ?? 'unknown'],
  ['outcome', (o: OriginRow) => o.provenance.outcome],
  ['reason', (o: OriginRow) => o.provenance.reason],
  ['SLSA build level', (o: OriginRow) => o.provenance.level],
  ['identity', (o: OriginRow) => o.provenance.identity],
  ['issuer', (o: OriginRow) => o.provenance.issuer],
  ['key', (o: OriginRow) => o.provenance.key],
  ['builder', (o: OriginRow) => o.provenance.builder],
  ['source repository', (o: OriginRow) => o.provenance.sourceRepository],
  ['source revision', (o: OriginRow) => o.provenance.sourceRevision],
  ['signed', (o: OriginRow) => o.provenance.signedAt],
  ['checked', (o: OriginRow) => o.provenance.checkedAt],
] as const;

/** Columns of a service's findings.csv. */
export const findingColumns = [
  ['kind', (f: FindingAsOf) => f.kind],
  ['advisory', (f: FindingAsOf) => f.advisory],
  ['aliases', (f: FindingAsOf) => f.aliases],
  ['severity', (f: FindingAsOf) => f.severity],
  ['package', (f: FindingAsOf) => f.package],
  ['versions', (f: FindingAsOf) => f.versions],
  ['path', (f: FindingAsOf) => f.place?.path],
  ['line', (f: FindingAsOf) => f.place?.startLine],
  ['known then', (f: FindingAsOf) => f.knownThen],
  ['known now', (f: FindingAsOf) => f.knownNow],
  ['first seen', (f: FindingAsOf) => f.firstSeenAt],
  ['published', (f: FindingAsOf) => f.publishedAt],
  ['state now', (f: FindingAsOf) => f.stateNow],
  ['resolved', (f: FindingAsOf) => f.resolvedAt],
  ['summary', (f: FindingAsOf) => f.summary],
] as const;
