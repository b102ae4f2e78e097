import type { PackageVersionFacts } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { inChunks, toDate, toText } from '../../database/dialect';
import { lockLicensing } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import type { Answer, AskedPackage } from './askSources';
import { ComponentClaim, insertClaims } from '../../records/licenses/claimRows';
import {
  heldPackages,
  releasePackages,
} from '../../records/licenses/factsQueue';
import { noteChanges } from '../../records/changes/serviceChanges';
import type { BigNumber } from '../../database/tables';
import { resolveComponents } from '../../records/licenses/resolve';
import { around, pastDate } from '../../settings/times';
import { judgingWhatChanges, storeReleaseFacts } from './storeReleaseFacts';
import { storeReleases } from './storeReleases';
import { toClaim } from '../../records/licenses/interpretClaims';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What a source does not know, it is asked again after this time. */
const ABSENT_MS = 7 * DAY;
const FIRST_RETRY_MS = 10 * MINUTE;
const LAST_RETRY_MS = DAY;
/** Licenses that one source may name for one package version. */
const MAX_CLAIMS = 10;

/**
 * Stores what sources said in one transaction, with the end of the leases:
 * only of packages whose lease is still held, so that nothing is stored twice.
 */
export async function storeFacts(
  knex: Knex,
  ticket: string,
  asked: AskedPackage[],
  sources: readonly { id: string; ecosystems: readonly string[] }[],
  paused: ReadonlyMap<string, Date>,
): Promise<void> {
  await inTransaction(knex, async trx => {
    const now = new Date();
    await lockLicensing(trx, 'exclusive');
    const held = await heldPackages(trx, ticket);
    const mine = asked.filter(({ claimed }) => held.has(claimed.id));
    await storeAnswers(trx, mine, now);
    await storeClaims(trx, mine, now);
    await judgingWhatChanges(trx, mine, async () => {
      await storeVersions(trx, mine, now);
      await storeReleases(trx, mine, now);
      await storeReleaseFacts(trx, mine);
    });
    const pending = new Set(
      mine
        .flatMap(({ answers }) => answers)
        .filter(answer => answer.error === undefined)
        .flatMap(({ components }) => components.map(c => c.id)),
    );
    await resolveComponents(
      trx,
      [...pending].sort((a, b) => a - b),
      now,
      pending,
    );
    await releasePackages(
      trx,
      await nextTimes(trx, mine, sources, paused, now),
    );
  });
}

async function storeAnswers(
  trx: Knex.Transaction,
  asked: AskedPackage[],
  now: Date,
): Promise<void> {
  const answers = asked.flatMap(one => one.answers);
  const attempts = await attemptsOf(trx, answers);
  const rows = answers.flatMap(answer =>
    answer.components.map(({ id, version }) => {
      const tries = (attempts.get(`${id} ${answer.sourceId}`) ?? 0) + 1;
      const state = stateOf(answer, version);
      return {
        component_id: id,
        source_id: answer.sourceId,
        state,
        asked_at: now,
        due_at: dueAt(state, tries, now),
        attempts: state === 'failed' ? tries : 0,
        error: answer.error ?? null,
      };
    }),
  );
  for await (const chunk of inChunks(rows)) {
    await trx('component_answers')
      .insert(chunk)
      .onConflict(['component_id', 'source_id'])
      .merge();
  }
}

function stateOf(answer: Answer, version: string) {
  if (answer.error !== undefined) return 'failed';
  return answer.facts?.versions.has(version) ? 'answered' : 'absent';
}

function dueAt(
  state: 'answered' | 'absent' | 'failed',
  attempts: number,
  now: Date,
): Date | null {
  if (state === 'answered') return null;
  const wait =
    state === 'absent'
      ? ABSENT_MS
      : Math.min(
          FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10),
          LAST_RETRY_MS,
        );
  return new Date(now.getTime() + around(wait));
}

async function attemptsOf(
  trx: Knex.Transaction,
  answers: Answer[],
): Promise<Map<string, number>> {
  const attempts = new Map<string, number>();
  const ids = answers
    .filter(answer => answer.error !== undefined)
    .flatMap(({ components }) => components.map(c => c.id));
  for await (const chunk of inChunks(ids)) {
    for (const row of await trx('component_answers')
      .whereIn('component_id', chunk)
      .select('component_id', 'source_id', 'attempts')) {
      attempts.set(`${row.component_id} ${row.source_id}`, row.attempts);
    }
  }
  return attempts;
}

/** The facts of versions that their source knows. */
function* versionsOf(
  asked: AskedPackage[],
  which: 'components' | 'again',
): Generator<{
  componentId: number;
  sourceId: string;
  facts: PackageVersionFacts;
}> {
  for (const answer of asked.flatMap(({ answers }) => answers)) {
    for (const { id, version } of answer[which]) {
      const facts = answer.facts?.versions.get(version);
      if (facts) yield { componentId: id, sourceId: answer.sourceId, facts };
    }
  }
}

async function storeClaims(
  trx: Knex.Transaction,
  asked: AskedPackage[],
  now: Date,
): Promise<void> {
  const bySource = new Map<string, ComponentClaim[]>();
  for (const { componentId, sourceId, facts } of versionsOf(
    asked,
    'components',
  )) {
    const claims = bySource.get(sourceId) ?? [];
    bySource.set(sourceId, claims);
    const texts = new Set(
      facts.licenses.filter(text => typeof text === 'string' && text.trim()),
    );
    for (const text of [...texts].slice(0, MAX_CLAIMS)) {
      claims.push({ ...toClaim(sourceId, text), componentId });
    }
  }
  for (const [sourceId, claims] of bySource) {
    const ids = [...new Set(claims.map(claim => claim.componentId))];
    for await (const chunk of inChunks(ids)) {
      await trx('component_licenses')
        .whereIn('component_id', chunk)
        .where('source', sourceId)
        .whereNull('superseded_at')
        .update({ superseded_at: now });
    }
    await insertClaims(trx, claims, now);
  }
}

/**
 * Of several sources, the first that says something counts. Only deprecation
 * changes later: who is asked again for releases is asked for it as well.
 */
async function storeVersions(
  trx: Knex.Transaction,
  asked: AskedPackage[],
  now: Date,
): Promise<void> {
  const rows = new Map<number, Record<string, unknown>>();
  for (const { componentId, facts } of versionsOf(asked, 'components')) {
    const row = rows.get(componentId);
    rows.set(componentId, {
      component_id: componentId,
      published_at: row?.published_at ?? pastDate(facts.publishedAt, now),
      deprecated: row?.deprecated ?? optionalText(facts.deprecated, 1000),
      homepage: row?.homepage ?? optionalText(facts.homepage, 500),
    });
  }
  const kept = ['published_at', 'deprecated', 'homepage'].map(column => [
    column,
    trx.raw('coalesce(component_facts.??, excluded.??)', [column, column]),
  ]);
  for await (const chunk of inChunks([...rows.values()])) {
    await trx('component_facts')
      .insert(chunk)
      .onConflict('component_id')
      .merge(Object.fromEntries(kept));
  }
  const again = new Map<
    number,
    { component_id: number; deprecated: string | null }
  >();
  for (const { componentId, facts } of versionsOf(asked, 'again')) {
    again.set(componentId, {
      component_id: componentId,
      deprecated:
        again.get(componentId)?.deprecated ??
        optionalText(facts.deprecated, 1000),
    });
  }
  await noteDeprecations(trx, again, now);
  for await (const chunk of inChunks([...again.values()])) {
    await trx('component_facts')
      .insert(chunk)
      .onConflict('component_id')
      .merge(['deprecated']);
  }
}

/** Tells services of what their packages' maintainers have given up since it was asked last. */
async function noteDeprecations(
  trx: Knex.Transaction,
  again: ReadonlyMap<number, { deprecated: string | null }>,
  now: Date,
): Promise<void> {
  const deprecated = [...again.keys()].filter(
    id => again.get(id)!.deprecated !== null,
  );
  for await (const chunk of inChunks(deprecated)) {
    const uses: {
      target_id: number;
      component_id: BigNumber;
      name: string;
      version: string;
      ecosystem: string;
    }[] = await trx('component_facts as f')
      .join('target_components as link', 'link.component_id', 'f.component_id')
      .join('components as c', 'c.id', 'f.component_id')
      .join('packages as p', 'p.id', 'c.package_id')
      .whereIn('f.component_id', chunk)
      .whereNull('f.deprecated')
      .distinct(
        'link.target_id',
        'f.component_id as component_id',
        'p.name',
        'c.version',
        'p.ecosystem',
      )
      .orderBy(['link.target_id', 'p.name', 'c.version']);
    const changes = uses.map(use => ({
      targetId: use.target_id,
      kind: 'deprecated' as const,
      subject: use.name,
      ecosystem: use.ecosystem,
      after: use.version,
      detail: again.get(Number(use.component_id))!.deprecated!,
    }));
    await noteChanges(trx, changes, now);
  }
}

function optionalText(text: unknown, length: number): string | null {
  return typeof text === 'string' && text ? toText(text, length) : null;
}

/**
 * When each package is due next: when the first of its answers is, or when a
 * source that still owes one may be asked again.
 */
async function nextTimes(
  trx: Knex.Transaction,
  asked: AskedPackage[],
  sources: readonly { id: string; ecosystems: readonly string[] }[],
  paused: ReadonlyMap<string, Date>,
  now: Date,
): Promise<Map<number, Date | undefined>> {
  const ids = asked.map(({ claimed }) => claimed.id);
  const times = new Map<number, Date | undefined>(
    ids.map(id => [id, undefined]),
  );
  const earlier = (id: number, time: Date) => {
    const before = times.get(id);
    if (!before || time < before) times.set(id, time);
  };
  for (const row of await trx('package_facts')
    .whereIn('package_id', ids)
    .select('package_id', 'releases_due_at')) {
    if (row.releases_due_at !== null) {
      earlier(row.package_id, toDate(row.releases_due_at));
    }
  }
  for (const source of sources) {
    const rows = await trx('components as c')
      .join('packages as p', 'p.id', 'c.package_id')
      .leftJoin('component_answers as a', function ofSource() {
        this.on('a.component_id', 'c.id').andOnVal('a.source_id', source.id);
      })
      .whereIn('c.package_id', ids)
      .whereIn('p.ecosystem', source.ecosystems)
      .where(owed => owed.whereNull('a.state').orWhereNotNull('a.due_at'))
      .groupBy('c.package_id')
      .select('c.package_id')
      .min('a.due_at as due_at')
      .select(
        trx.raw('max(case when a.state is null then 1 else 0 end) as unasked'),
      );
    const again = paused.get(source.id) ?? now;
    for (const row of rows) {
      if (Number(row.unasked) === 1) earlier(row.package_id, again);
      if (row.due_at !== null) earlier(row.package_id, toDate(row.due_at));
    }
  }
  return times;
}
