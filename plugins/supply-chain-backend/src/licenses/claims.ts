import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { inChunks } from '../database/dialect';
import { lockLicensing } from '../database/locks';
import { inTransaction, RetryTransaction } from '../database/transactions';
import type { StoredComponents } from '../inventory/components';
import { ComponentClaim, insertClaims } from './claimRows';
import { curateComponents } from './curations';
import { resolveComponents } from './resolve';
import { toClaim } from './understand';

/** Different things that lock files, or SBOMs, may say of one package version. */
const MAX_TEXTS = 5;

/** What manifests say of licences. */
export interface ManifestClaims {
  source: 'lockfile' | 'sbom';
  /** By purl: each text once. */
  texts: Map<string, Set<string>>;
}

/** What was read of licences; uploads belong to a series, scans to none. */
export function claimsOf(manifests: Manifest[], series: string) {
  const texts = new Map<string, Set<string>>();
  for (const { components } of manifests) {
    for (const { purl, license } of components) {
      if (!license) continue;
      const said = texts.get(purl) ?? new Set();
      texts.set(purl, said);
      if (said.size < MAX_TEXTS) said.add(license);
    }
  }
  const source = series === '' ? 'lockfile' : 'sbom';
  return { source, texts } satisfies ManifestClaims;
}

/**
 * Stores what was read of licences of components that are there already. Others
 * may use them, so it takes the licensing lock alone: in a transaction of its
 * own, which is short, before the one that stores the reading.
 */
export async function settleClaims(
  knex: Knex,
  claims: ManifestClaims,
): Promise<void> {
  const known = await knownComponents(knex, claims);
  if ((await newClaims(knex, claims, known)).length === 0) return;
  await inTransaction(knex, async trx => {
    const now = new Date();
    await lockLicensing(trx, 'exclusive');
    const news = await newClaims(trx, claims, known);
    await insertClaims(trx, news, now);
    await resolveComponents(trx, idsOf(news), now);
  });
}

/**
 * Stores what was read of licences of new components and settles theirs. Where
 * another scan has stored some of them since {@link settleClaims}, it throws
 * `RetryTransaction`: what is said of those is to be settled first. The caller
 * shares the licensing lock.
 */
export async function storeManifestClaims(
  trx: Knex.Transaction,
  claims: ManifestClaims,
  stored: StoredComponents,
  now: Date,
): Promise<void> {
  const inserted = new Set(stored.inserted);
  const own = new Map<string, number>();
  const others = new Map<string, number>();
  for (const purl of claims.texts.keys()) {
    const id = stored.ids.get(purl);
    if (id !== undefined) (inserted.has(id) ? own : others).set(purl, id);
  }
  if ((await newClaims(trx, claims, others)).length > 0) {
    throw new RetryTransaction('Licences of components were read meanwhile');
  }
  await insertClaims(trx, await newClaims(trx, claims, own), now);
  await curateComponents(trx, stored.inserted, now);
  await resolveComponents(trx, stored.inserted, now);
}

function idsOf(claims: ComponentClaim[]): number[] {
  return [...new Set(claims.map(claim => claim.componentId))].sort(
    (a, b) => a - b,
  );
}

async function knownComponents(
  knex: Knex,
  { texts }: ManifestClaims,
): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  for await (const chunk of inChunks([...texts.keys()])) {
    for (const row of await knex('components')
      .whereIn('purl', chunk)
      .select('id', 'purl')) {
      known.set(row.purl, Number(row.id));
    }
  }
  return known;
}

/** What the source has not said of these components before. */
async function newClaims(
  knex: Knex,
  { source, texts }: ManifestClaims,
  components: Map<string, number>,
): Promise<ComponentClaim[]> {
  const said = new Map<number, Set<string>>();
  for await (const chunk of inChunks([...components.values()])) {
    for (const row of await knex('component_licenses')
      .whereIn('component_id', chunk)
      .where('source', source)
      .whereNull('superseded_at')
      .select('component_id', 'text')) {
      const id = Number(row.component_id);
      said.set(id, (said.get(id) ?? new Set()).add(row.text));
    }
  }
  const news: ComponentClaim[] = [];
  for (const [purl, componentId] of components) {
    const before = said.get(componentId) ?? new Set();
    for (const text of texts.get(purl) ?? []) {
      const claim = toClaim(source, text);
      if (before.size >= MAX_TEXTS || before.has(claim.text)) continue;
      before.add(claim.text);
      news.push({ ...claim, componentId });
    }
  }
  return news;
}
