import { mockServices } from '@backstage/backend-test-utils';
import type {
  PackageFacts,
  PackageMetadataSource,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import type {
  LicenseSources,
  NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { ConfigReader } from '@backstage/config';
import { checkDecision } from '../records/decisions/decisionRules';
import { createDecision } from '../records/decisions/decisionStore';
import { DEVELOPMENT } from '../records/inventory/use';
import { applyCuration } from '../records/licenses/curations';
import { applyException } from '../records/licenses/exceptions';
import { LicenseRefresher } from '../flows/license/LicenseRefresher';
import {
  LicenseOptions,
  readLicenseOptions,
} from '../records/licenses/options';
import { registerPolicies } from '../records/licenses/policyStore';
import { readSources } from '../views/licenses/sourceViews';
import { createDatabase, databaseIds } from './databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from './organization';
import type { DbDecisionsRow } from '../database/tables';

/** What decisions about licenses do. */
export const licenseEffects = {
  'license-curation': applyCuration,
  'license-exception': applyException,
};

/** Options as a configuration would give them. */
export function licenseOptions(licenses: object = {}): LicenseOptions {
  return readLicenseOptions(new ConfigReader({ licenses } as never));
}

/** A database with the policies of a configuration in it. */
export async function createLicensing(
  id: (typeof databaseIds)[number][0],
  licenses: object = {},
): Promise<Knex> {
  const knex = await createDatabase(id);
  await registerPolicies(knex, licenseOptions(licenses).policies);
  return knex;
}

/** A database with the policies, and a service called shop that nothing is known of. */
export async function createShop(
  id: (typeof databaseIds)[number][0],
): Promise<Knex> {
  const knex = await createLicensing(id);
  await addTargets(knex, catalogTarget('shop'));
  return knex;
}

/** Stores a scan of the shop that found some components. */
export async function scanShop(
  knex: Knex,
  ...components: ReturnType<typeof npm>[]
): Promise<void> {
  await storeScanOf(knex, 'component:default/shop', [
    lockFile('package-lock.json', ...components),
  ]);
}

/** Decides something, in force at once. */
export async function decide(
  knex: Knex,
  wanted: NewDecision,
  now = new Date(),
): Promise<DbDecisionsRow> {
  return knex.transaction(trx => decideIn(trx, wanted, now));
}

/** Decides something in a transaction. */
export async function decideIn(
  trx: Knex.Transaction,
  wanted: NewDecision,
  now: Date,
): Promise<DbDecisionsRow> {
  const rules = { secondPerson: false, longestExceptionMs: 366 * 86_400_000 };
  const author = 'user:default/curator';
  return createDecision(
    trx,
    checkDecision(wanted, rules, now),
    { author, approver: author },
    licenseEffects,
    now,
  );
}

/** A source that answers from a table and remembers what it was asked. */
export class TableSource implements PackageMetadataSource {
  readonly title: string;
  readonly asked: string[] = [];
  ecosystems = ['npm'];
  concurrency = 4;
  firstPublishedAt?: Date;
  constructor(
    readonly id: string,
    readonly table: Record<string, Partial<PackageVersionFacts>> = {},
    readonly releases?: PackageFacts['releases'],
    readonly scorecard?: number,
  ) {
    this.title = id;
  }

  async describe(
    { name }: { name: string },
    versions: readonly string[],
    _options: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    this.asked.push(`${name}: ${versions.join(' ')}`);
    const found = new Map<string, PackageVersionFacts>();
    for (const version of versions) {
      const facts = this.table[`${name}@${version}`];
      if (facts) found.set(version, { licenses: [], ...facts });
    }
    const { releases, scorecard, firstPublishedAt } = this;
    return {
      versions: found,
      releases,
      ...(firstPublishedAt && { firstPublishedAt }),
      ...(scorecard !== undefined && { scorecard }),
    };
  }
}

/** A source that remembers what it was asked, and then fails. */
export function failingSource(id: string, error: () => Error): TableSource {
  const source = new TableSource(id);
  const describe = source.describe.bind(source);
  source.describe = async (...args) => {
    await describe(...args);
    throw error();
  };
  return source;
}

/** As if time had passed: all that is to be asked at some time is due. */
export async function letAnswersAge(knex: Knex): Promise<void> {
  const past = new Date(0);
  await knex('package_facts')
    .whereNotNull('due_at')
    .update({ due_at: past, releases_due_at: past });
  await knex('component_answers')
    .whereNotNull('due_at')
    .update({ due_at: past });
  await knex('metadata_sources').update({ paused_until: null });
}

/** What people are told of a source. */
export async function describeSource(
  knex: Knex,
  id: string,
): Promise<LicenseSources['sources'][number] | undefined> {
  const { sources } = await readSources(knex, {}, new Date());
  return sources.find(source => source.id === id);
}

/** A replica's refresher with sources of the test. */
export async function refresherOf(
  knex: Knex,
  sources: PackageMetadataSource[],
  options: { licenses?: object; leaseMs?: number } = {},
): Promise<LicenseRefresher> {
  const refresher = new LicenseRefresher({
    knex,
    logger: mockServices.logger.mock(),
    licenses: licenseOptions(options.licenses),
    sources,
    leaseMs: options.leaseMs,
  });
  await refresher.register();
  return refresher;
}

/** All issues, in a stable order. */
export async function allIssues(
  knex: Knex,
): Promise<{ target: string; purl: string; verdict: number }[]> {
  return knex('license_issues as i')
    .join('targets as t', 't.id', 'i.target_id')
    .join('components as c', 'c.id', 'i.component_id')
    .orderBy(['t.name', 'c.purl'])
    .select('t.name as target', 'c.purl', 'i.verdict');
}

/** The settled license of a component. */
export async function licenseOf(
  knex: Knex,
  purl: string,
): Promise<{ state: string; expression: string | null }> {
  return knex('components as c')
    .join('licenses as l', 'l.id', 'c.license_id')
    .where('c.purl', purl)
    .first('l.state', 'l.expression');
}

/** What targets count of licenses, and what a count from the start would give. */
export async function licenseCounts(knex: Knex): Promise<{
  kept: unknown[];
  counted: unknown[];
}> {
  const order = ['target_id', 'license_id'];
  const uses = knex('target_components as link')
    .join('components as c', 'c.id', 'link.component_id')
    .groupBy(
      'link.target_id',
      'link.component_id',
      'c.license_id',
      'c.facts_pending',
    )
    .select(
      'link.target_id',
      'c.license_id',
      knex.raw(
        `case when min(link.scope) = ${DEVELOPMENT} then 1 else 0 end as development`,
      ),
      knex.raw('case when c.facts_pending then 1 else 0 end as pending'),
    );
  const counted = await knex
    .from(uses.as('uses'))
    .groupBy(order)
    .orderBy(order)
    .select(order)
    .select(knex.raw('count(*) - sum(development) as shipped'))
    .sum({ development: 'development', pending: 'pending' });
  const kept = await knex('target_licenses').orderBy(order);
  const plain = (
    rows: Record<
      'target_id' | 'license_id' | 'shipped' | 'development' | 'pending',
      unknown
    >[],
  ) =>
    rows.map(row => ({
      target: row.target_id,
      license: row.license_id,
      shipped: Number(row.shipped),
      development: Number(row.development),
      pending: Number(row.pending),
    }));
  return { kept: plain(kept), counted: plain(counted) };
}
