import type { Advisory } from '@safety-curtain/advisories';
import { readAdvisory } from '@safety-curtain/advisories';
import {
  Component,
  Inventory,
  Manifest,
  serializeInventory,
  writeCycloneDx,
  writeSpdx,
} from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { TargetReconciler } from '../flows/catalog/targetStore';
import type { CatalogTarget } from '../flows/catalog/targetOf';
import type { UnreadPlace } from '../records/inventory/links';
import { KeptDocuments, latestSnapshot } from '../records/inventory/snapshots';
import type { KeptDocument } from '../records/documents/documents';
import { ClaimedTarget, claimTarget } from '../records/scans/queue';
import type { ScanFindings } from '../flows/scan/scanFindings';
import { otherManifests } from '../flows/score/source/manifestFacts';
import { storeScan } from '../flows/scan/storeScan';

/** A target as the catalog would give it. */
export function catalogTarget(
  name: string,
  changes: Partial<CatalogTarget> = {},
): CatalogTarget {
  return {
    entityRef: `component:default/${name}`,
    kind: 'component',
    name,
    owners: ['group:default/team'],
    tags: [],
    etag: '1',
    source: { type: 'file', target: `/sources/${name}`, exclude: [] },
    sourceHost: '',
    distribution: 'hosted-service',
    distributionBecause: 'the default, as no rule matches',
    ...changes,
  };
}

/** Puts targets into the database, due now. */
export async function addTargets(
  knex: Knex,
  ...targets: CatalogTarget[]
): Promise<void> {
  await new TargetReconciler(knex, new Date()).storePage(targets);
}

/** An npm component. */
export function npm(
  name: string,
  version: string,
  changes: Partial<Component> = {},
): Component {
  return {
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    name,
    version,
    ecosystem: 'npm',
    packageName: name,
    direct: true,
    scope: 'runtime',
    hashes: [],
    dependsOn: [],
    ...changes,
  };
}

/** A lock file with components. */
export function lockFile(path: string, ...components: Component[]): Manifest {
  return {
    path,
    format: 'npm-package-lock',
    graph: 'full',
    components,
    warnings: [],
  };
}

/** An advisory of an npm package, affected from the start to the fix. */
export function advisory(
  id: string,
  packageName: string,
  fixed: string | undefined,
  changes: Partial<Advisory> = {},
): Advisory {
  return readAdvisory({
    id,
    modified: '2026-01-01T00:00:00Z',
    summary: `Vulnerability ${id}`,
    severity: [
      {
        type: 'CVSS_V3',
        score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      },
    ],
    affected: [
      {
        package: { ecosystem: 'npm', name: packageName },
        ranges: [
          {
            type: 'SEMVER',
            events: [{ introduced: '0' }, ...(fixed ? [{ fixed }] : [])],
          },
        ],
      },
    ],
    ...changes,
  });
}

function pack(text: string): KeptDocument {
  const bytes = Buffer.from(text);
  return {
    mediaType: 'application/json',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    gzip: gzipSync(bytes),
    store: 'database',
  };
}

/** Documents as a scan or an upload would keep them. */
export function documentsOf(
  inventory: Inventory,
  scanId: string,
): KeptDocuments {
  const meta = {
    serialNumber: `urn:uuid:${scanId}`,
    timestamp: '2026-01-01T00:00:00.000Z',
    tools: [],
  };
  return {
    inventory: pack(serializeInventory(inventory)),
    cyclonedx: pack(writeCycloneDx(inventory, meta)),
    spdx: pack(writeSpdx(inventory, meta)),
  };
}

/**
 * Stores a scan of the next due target as if its files had been read: the
 * steps before storing have tests of their own.
 */
export async function storeScanOf(
  knex: Knex,
  entityRef: string,
  manifests: Manifest[],
  unread: UnreadPlace[] = [],
): Promise<string> {
  await knex('targets')
    .where('entity_ref', entityRef)
    .update({ next_scan_at: new Date(0) });
  const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 10 });
  if (claimed?.entityRef !== entityRef) {
    throw new Error(`Claimed ${claimed?.entityRef}, not ${entityRef}`);
  }
  const found = await scanFindings(knex, claimed, manifests, unread);
  await storeScan(knex, claimed, found, {
    nextScanAt: now => new Date(now.getTime() + 3_600_000),
  });
  return claimed.scanId;
}

/** What a scan would have found, had it read these files. */
export async function scanFindings(
  knex: Knex,
  claimed: ClaimedTarget,
  manifests: Manifest[],
  unread: UnreadPlace[] = [],
): Promise<ScanFindings> {
  const digest = createHash('sha256')
    .update(JSON.stringify(manifests))
    .digest('hex');
  const inventory = { subject: { name: claimed.entityRef }, manifests };
  const previous = await latestSnapshot(knex, claimed.id);
  return {
    etag: digest,
    revision: digest,
    manifests,
    unread,
    outcomes: [
      ...manifests.map(m => ({ path: m.path, outcome: 'read' as const })),
      ...unread.map(u => ({ ...u, outcome: 'failed' as const })),
    ],
    inventory,
    digest,
    previous,
    documents:
      previous?.digest === digest
        ? undefined
        : documentsOf(inventory, claimed.scanId),
    tools: [],
    source: { manifests: otherManifests(unread, []) },
  };
}

/** What a test looks at of a finding. */
export interface FindingFacts {
  entity: string;
  advisory: string;
  package: string;
  state: string;
  reason: string | null;
}

/** All findings, in a stable order. */
export async function allFindings(knex: Knex): Promise<FindingFacts[]> {
  return knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .join(
      'vulnerabilities as vulnerability',
      'vulnerability.id',
      'f.vulnerability_id',
    )
    .orderBy(['t.entity_ref', 'vulnerability.key', 'f.package_name'])
    .select(
      't.entity_ref as entity',
      'vulnerability.key as advisory',
      'f.package_name as package',
      'f.state',
      'f.resolved_reason as reason',
    );
}
