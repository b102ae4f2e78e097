import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { chunked } from '../database/dialect';
import { lockLicensing } from '../database/locks';
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
 * Takes the licensing lock for storing a reading: alone where it says anything
 * new of package versions that others may use, which is rare.
 */
export async function lockForClaims(
  trx: Knex.Transaction,
  claims: ManifestClaims,
): Promise<'shared' | 'exclusive'> {
  const news = await newClaims(trx, claims, await knownComponents(trx, claims));
  const mode = news.length > 0 ? 'exclusive' : 'shared';
  await lockLicensing(trx, mode);
  return mode;
}

/**
 * Stores what was read of licences and settles the licence of components that
 * are new. What is said of others is left for the next reading where the lock
 * is shared: somebody stored them a moment ago.
 */
export async function storeManifestClaims(
  trx: Knex.Transaction,
  claims: ManifestClaims,
  stored: StoredComponents,
  mode: 'shared' | 'exclusive',
  now: Date,
): Promise<void> {
  const inserted = new Set(stored.inserted);
  const components = new Map<string, number>();
  for (const purl of claims.texts.keys()) {
    const id = stored.ids.get(purl);
    if (id === undefined) continue;
    if (mode === 'exclusive' || inserted.has(id)) components.set(purl, id);
  }
  const news = await newClaims(trx, claims, components);
  await insertClaims(trx, news, now);
  await curateComponents(trx, stored.inserted, now);
  await resolveComponents(
    trx,
    [...new Set([...stored.inserted, ...news.map(c => c.componentId)])],
    now,
  );
}

async function knownComponents(
  trx: Knex.Transaction,
  { texts }: ManifestClaims,
): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  for (const chunk of chunked([...texts.keys()])) {
    for (const row of await trx('components')
      .whereIn('purl', chunk)
      .select('id', 'purl')) {
      known.set(row.purl, Number(row.id));
    }
  }
  return known;
}

/** What the source has not said of these components before. */
async function newClaims(
  trx: Knex.Transaction,
  { source, texts }: ManifestClaims,
  components: Map<string, number>,
): Promise<ComponentClaim[]> {
  const said = new Map<number, Set<string>>();
  for (const chunk of chunked([...components.values()])) {
    for (const row of await trx('component_licenses')
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
