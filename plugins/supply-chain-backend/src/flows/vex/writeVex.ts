import { NotFoundError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import type { VexExportQuery } from '@safety-curtain/plugin-supply-chain-common';
import { type Manifest } from '@safety-curtain/sbom';
import {
  type IssuedDecision,
  type IssuedDocument,
  writeCsaf,
  writeCycloneDxVex,
  writeOpenVex,
} from '@safety-curtain/vex';
import type { Knex } from 'knex';
import type { DbTargetsRow } from '../../database/tables';
import { countIssue } from '../../records/decisions/vexIssues';
import type { Archive } from '../../records/documents/Archive';
import { linksOfSnapshot } from '../../records/inventory/bomLinks';
import {
  currentSnapshots,
  readInventory,
  releaseSnapshots,
} from '../../records/inventory/snapshots';
import { servicePurl } from '../../records/targets/servicePurl';
import { issuedDecisions } from '../../views/findings/issuedVex';

/** A document that is given out. */
export interface WrittenVex {
  text: string;
  mediaType: string;
  /** Of its name: `vex.cdx.json`. */
  extension: string;
  decisions: number;
}

/** Who issues documents, and with what. */
export interface Issuer {
  author: IssuedDocument['author'];
  tool: IssuedDocument['tool'];
}

type Wanted = Pick<
  VexExportQuery,
  'format' | 'kind' | 'product' | 'scope' | 'release'
>;

/**
 * Writes what was decided about the vulnerabilities of a service (`vex`), or
 * all of them (`vdr`); of a release, about the components that its SBOM has. The
 * same content has the same identity and version. Throws `NotFoundError` where
 * no SBOM of the release was uploaded.
 */
export async function writeVex(
  { knex, archive }: { knex: Knex; archive: Archive },
  target: Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name'>,
  { format = 'cyclonedx-1.6', kind = 'vex', product, scope, release }: Wanted,
  { author, tool }: Issuer,
  now: Date,
): Promise<WrittenVex> {
  const subject = await subjectOf(knex, archive, target, release);
  const decisions = await decisionsOf(knex, target, kind, scope, subject);
  const variant = [
    kind,
    ...(scope ?? ['all']).toSorted(),
    ...(release === undefined ? [] : [digestOf(release).slice(0, 32)]),
  ].join(' ');
  const { bomLink } = subject;
  const content = JSON.stringify([author, tool, release, bomLink, decisions]);
  const issues = await countIssue(
    knex,
    { targetId: target.id, variant },
    content,
    now,
  );
  const last = issues[issues.length - 1];
  const document: IssuedDocument = {
    product: {
      name: target.name,
      purl: servicePurl(target.entity_ref),
      ...(release !== undefined && { version: release }),
      ...(bomLink !== undefined && { bomLink }),
    },
    author,
    tool,
    uuid: uuidOf([target.entity_ref, variant, format.split('-')[0]].join('\n')),
    version: last.version,
    issuedAt: issues[0].at,
    updatedAt: last.at,
    history: issues.map(({ version, at }) => ({
      version,
      at,
      summary: version === 1 ? 'Issued.' : 'What was decided changed.',
    })),
    decisions,
  };
  return {
    ...textOf(document, { format, kind, product }),
    decisions: decisions.length,
  };
}

/** Of what a document is about: all that is in force of a service, or a release of it. */
interface VexSubject {
  manifests: Manifest[];
  /** Of the SBOM that has them all; undefined where there are several. */
  bomLink?: string;
  /** Whether other components are left out. */
  isRelease: boolean;
}

async function subjectOf(
  knex: Knex,
  archive: Archive,
  { id, entity_ref: ref }: Pick<DbTargetsRow, 'id' | 'entity_ref'>,
  release: string | undefined,
): Promise<VexSubject> {
  const isRelease = release !== undefined;
  const snapshots = isRelease
    ? await releaseSnapshots(knex, id, release)
    : await currentSnapshots(knex, id);
  if (isRelease && snapshots.length === 0) {
    throw new NotFoundError(`No SBOM of ${ref} ${release} was uploaded`);
  }
  const manifests: Manifest[] = [];
  for (const snapshot of snapshots) {
    const inventory = await readInventory(archive, snapshot);
    manifests.push(...inventory.manifests);
  }
  const [bomLink] = snapshots.length === 1 ? linksOfSnapshot(snapshots[0]) : [];
  return { manifests, bomLink, isRelease };
}

/** Findings of a release are those of the service in the components that the release has. */
async function decisionsOf(
  knex: Knex,
  { id }: Pick<DbTargetsRow, 'id'>,
  kind: 'vex' | 'vdr',
  scope: Wanted['scope'],
  { manifests, isRelease }: VexSubject,
): Promise<IssuedDecision[]> {
  const wanted = { scope, decided: kind === 'vex' };
  const decisions = await issuedDecisions(knex, id, wanted, manifests);
  if (!isRelease) return decisions;
  const purls = new Set(
    manifests.flatMap(({ components }) => components.map(one => one.purl)),
  );
  return decisions.filter(({ component }) => purls.has(component.purl));
}

function textOf(
  document: IssuedDocument,
  {
    format,
    kind,
    product = 'service',
  }: Required<Pick<Wanted, 'format' | 'kind'>> & Pick<Wanted, 'product'>,
): Omit<WrittenVex, 'decisions'> {
  switch (format) {
    case 'openvex':
      return {
        text: writeOpenVex(document, { product }),
        mediaType: 'application/json',
        extension: 'openvex.json',
      };
    case 'csaf-2.0':
      return {
        text: writeCsaf(document),
        mediaType: 'application/json',
        extension: 'csaf.json',
      };
    default: {
      const specVersion = format === 'cyclonedx-1.7' ? '1.7' : '1.6';
      return {
        text: writeCycloneDxVex(document, { specVersion, kind }),
        mediaType: `application/vnd.cyclonedx+json; version=${specVersion}`,
        extension: `${kind}.cdx.json`,
      };
    }
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A UUID that is the same for the same name (RFC 9562, version 8). */
function uuidOf(name: string): string {
  const hash = digestOf(name);
  const variant = ((parseInt(hash[16], 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
