import { NotFoundError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import type { VexExportQuery } from '@safety-curtain/plugin-supply-chain-common';
import {
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
import type { Triager } from '../triage/Triager';
import type { JudgedTarget } from '../triage/unstoredFinding';
import { releaseDecisions, type ReleasePart } from './releaseVex';

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

/** A service that documents are about. */
export type VexTarget = JudgedTarget & Pick<DbTargetsRow, 'name'>;

type Wanted = Pick<
  VexExportQuery,
  'format' | 'kind' | 'product' | 'scope' | 'release'
>;

/** What documents are written from. */
export interface VexSources {
  knex: Knex;
  archive: Archive;
  triager: Pick<Triager, 'law'>;
}

/**
 * Writes what was decided about the vulnerabilities of a service (`vex`), or
 * all of them (`vdr`); of a release, about what its own SBOMs hold. The same
 * content has the same identity and version. Throws `NotFoundError` where there
 * is no such release.
 */
export async function writeVex(
  { knex, archive, triager }: VexSources,
  target: VexTarget,
  { format = 'cyclonedx-1.6', kind = 'vex', product, scope, release }: Wanted,
  { author, tool }: Issuer,
  now: Date,
): Promise<WrittenVex> {
  const parts = await partsOf(knex, archive, target, release);
  const wanted = { scope, decided: kind === 'vex' };
  const decisions =
    release === undefined
      ? await issuedDecisions(
          knex,
          target.id,
          wanted,
          parts.flatMap(({ manifests }) => manifests),
        )
      : await releaseDecisions({ knex, triager }, target, parts, wanted, now);
  const variant = [
    kind,
    ...(scope ?? ['all']).toSorted(),
    ...(release === undefined ? [] : [digestOf(release).slice(0, 32)]),
  ].join(' ');
  // Where there are several SBOMs, none of them has all.
  const [bomLink] =
    parts.length === 1 ? linksOfSnapshot(parts[0].snapshot) : [];
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

/** The SBOMs that a document is about: all in force of a service, or those of a release of it. */
async function partsOf(
  knex: Knex,
  archive: Archive,
  { id, entity_ref: ref }: JudgedTarget,
  release: string | undefined,
): Promise<ReleasePart[]> {
  const snapshots =
    release === undefined
      ? await currentSnapshots(knex, id)
      : await releaseSnapshots(knex, id, release);
  if (release !== undefined && snapshots.length === 0) {
    throw new NotFoundError(`${ref} has no release ${release}`);
  }
  const parts: ReleasePart[] = [];
  for (const snapshot of snapshots) {
    const { manifests } = await readInventory(archive, snapshot);
    parts.push({ snapshot, manifests });
  }
  return parts;
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
