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
import { readManifests } from '../../records/inventory/snapshots';
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

type Wanted = Pick<VexExportQuery, 'format' | 'kind' | 'product' | 'scope'>;

/**
 * Writes what was decided about the vulnerabilities of a service (`vex`), or
 * all of them (`vdr`). The same content has the same identity and version.
 */
export async function writeVex(
  { knex, archive }: { knex: Knex; archive: Archive },
  target: Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name'>,
  { format = 'cyclonedx-1.6', kind = 'vex', product, scope }: Wanted,
  { author, tool }: Issuer,
  now: Date,
): Promise<WrittenVex> {
  const manifests = await readManifests(knex, archive, target.id);
  const all = await issuedDecisions(knex, target.id, { scope }, manifests);
  const decisions = kind === 'vdr' ? all : all.filter(one => one.analysis);
  const variant = [kind, ...(scope ?? ['all']).toSorted()].join(' ');
  const content = JSON.stringify([author, tool, decisions]);
  const issues = await countIssue(
    knex,
    { targetId: target.id, variant },
    content,
    now,
  );
  const last = issues[issues.length - 1];
  const document: IssuedDocument = {
    product: { name: target.name, purl: servicePurl(target.entity_ref) },
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

/** A UUID that is the same for the same name (RFC 9562, version 8). */
function uuidOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  const variant = ((parseInt(hash[16], 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
