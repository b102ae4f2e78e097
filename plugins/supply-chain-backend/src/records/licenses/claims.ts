import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';
import { lockLicensing } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import type { LinkChanges, Saying } from '../inventory/sayings';
import { insertClaims } from './claimRows';
import { curateComponents } from './curations';
import { resolveComponents } from './resolve';

/*
 * A claim of a manifest holds while a manifest that is in force says it: one
 * of a target that is in the catalog, by a scan or an upload that nothing has
 * taken the place of. So what holds is told from links alone, whatever came
 * before. Of a component that nothing uses any more, the last claims stay.
 *
 * Scans change links of components that others use as well. They note which
 * claims may have come or gone, in their transaction, and these are settled
 * after it. Whoever notes shares the licensing lock until the end of the
 * transaction.
 */

/** Noted claims that are looked at together. */
const NOTES = 200;

interface Note {
  id: number | string;
  component_id: number | string;
  license_text_id: number;
  source: string;
  text: string;
  expression: string | null;
  /** Whether a link says so. */
  said: number;
  /** Whether the claim is in force, as its id. */
  claim_id: number | string | null;
}

/** Notes which claims a reading of a target may have made or taken back. */
export async function noteClaims(
  trx: Knex.Transaction,
  targetId: number,
  { linked, withdrawn }: LinkChanges,
): Promise<void> {
  const notes = new Map<string, Saying>();
  const add = (saying: Saying) =>
    notes.set(`${saying.componentId} ${saying.textId}`, saying);
  withdrawn.forEach(add);
  for await (const chunk of inChunks(linked)) {
    for (const row of await differingClaims(trx, targetId, chunk)) {
      add({ componentId: Number(row.component_id), textId: row.text_id });
    }
  }
  const sorted = [...notes.values()].sort(
    (a, b) => a.componentId - b.componentId || a.textId - b.textId,
  );
  for await (const chunk of inChunks(sorted)) {
    await trx('license_updates')
      .insert(
        chunk.map(({ componentId, textId }) => ({
          component_id: componentId,
          license_text_id: textId,
        })),
      )
      .onConflict(['component_id', 'license_text_id'])
      // Not ignored: a row that is there is to stay until this is committed.
      .merge(['license_text_id']);
  }
}

/** What a target says that is no claim yet, and claims that nobody says. */
function differingClaims(
  trx: Knex.Transaction,
  targetId: number,
  componentIds: number[],
): Promise<{ component_id: number | string; text_id: number }[]> {
  const news = trx('target_components as link')
    .where('link.target_id', targetId)
    .whereIn('link.component_id', componentIds)
    .whereNotNull('link.license_text_id')
    .whereNotExists(
      claimsInForce(trx)
        .whereRaw('claim.component_id = link.component_id')
        .whereRaw('claim.license_text_id = link.license_text_id'),
    )
    .distinct('link.component_id', 'link.license_text_id as text_id');
  const unsaid = claimsInForce(trx)
    .clearSelect()
    .whereIn('claim.component_id', componentIds)
    .whereNotNull('claim.license_text_id')
    .whereNotExists(
      links(trx)
        .whereRaw('link.component_id = claim.component_id')
        .whereRaw('link.license_text_id = claim.license_text_id'),
    )
    .select('claim.component_id', 'claim.license_text_id as text_id');
  return trx.from(news.unionAll(unsaid).as('x'));
}

/** Notes all that targets say, as they leave the catalog or come back. */
export async function noteClaimsOf(
  trx: Knex.Transaction,
  targetIds: readonly number[],
): Promise<void> {
  for await (const chunk of inChunks(targetIds, 1)) {
    const used = trx('target_components')
      .whereIn('target_id', chunk)
      .select('component_id');
    const sayings = trx('target_components as link')
      .whereIn('link.target_id', chunk)
      .whereNotNull('link.license_text_id')
      .select('link.component_id', 'link.license_text_id')
      .union(
        claimsInForce(trx)
          .clearSelect()
          .whereIn('claim.component_id', used)
          .whereNotNull('claim.license_text_id')
          .select('claim.component_id', 'claim.license_text_id'),
      );
    await trx.raw(
      `insert into license_updates (component_id, license_text_id)
       select component_id, license_text_id from (?) as x
       where true
       order by component_id, license_text_id
       on conflict (component_id, license_text_id) do update
         set license_text_id = excluded.license_text_id`,
      [sayings],
    );
  }
}

/**
 * Makes claims of what is said of components that are new with this very
 * transaction, and settles their licenses: nobody else knows them yet.
 */
export async function claimNewComponents(
  trx: Knex.Transaction,
  targetId: number,
  componentIds: readonly number[],
  now: Date,
): Promise<void> {
  for await (const chunk of inChunks(componentIds)) {
    const said: Note[] = await trx('target_components as link')
      .join('license_texts as x', 'x.id', 'link.license_text_id')
      .where('link.target_id', targetId)
      .whereIn('link.component_id', chunk)
      .distinct(
        'link.component_id',
        'link.license_text_id',
        'x.source',
        'x.text',
        'x.expression',
      );
    await insertClaims(trx, said.map(toClaimOf), now);
  }
  await curateComponents(trx, componentIds, now);
  await resolveComponents(trx, componentIds, now);
}

/**
 * Settles all claims that were noted. Most notes come to nothing, since others
 * say the same: these are dropped without keeping anyone waiting. The rest
 * changes licenses that others use, with the licensing lock.
 */
export async function settleClaims(
  knex: Knex,
  signal?: AbortSignal,
): Promise<void> {
  for (let after: number | string = 0; ; ) {
    signal?.throwIfAborted();
    const { last, differing } = await inTransaction(knex, trx =>
      dropSettled(trx, after),
    );
    if (last === undefined) return;
    if (differing.length > 0) {
      await inTransaction(knex, trx => settleNotes(trx, differing));
    }
    after = last;
  }
}

/** Drops the next notes that nothing follows from; gives the ids of the rest. */
async function dropSettled(
  trx: Knex.Transaction,
  after: number | string,
): Promise<{ last?: number | string; differing: (number | string)[] }> {
  // What a scan notes at this moment is settled after that scan.
  const ids: (number | string)[] = await takeable(trx)
    .where('id', '>', after)
    .limit(NOTES)
    .pluck('id');
  if (ids.length === 0) return { differing: [] };
  const notes = await readNotes(trx, ids);
  const settled = notes.filter(isSettled).map(note => note.id);
  await trx('license_updates').whereIn('id', settled).delete();
  const differing = notes.filter(note => !isSettled(note)).map(({ id }) => id);
  return { last: ids.at(-1), differing };
}

async function settleNotes(
  trx: Knex.Transaction,
  ids: (number | string)[],
): Promise<void> {
  await lockLicensing(trx, 'exclusive');
  const now = new Date();
  const taken = await takeable(trx).whereIn('id', ids).pluck('id');
  const notes = (await readNotes(trx, taken)).filter(note => !isSettled(note));
  const made = notes.filter(note => note.claim_id === null);
  const gone = await usedOf(
    trx,
    notes.filter(note => note.claim_id !== null),
  );
  await insertClaims(trx, made.map(toClaimOf), now);
  await trx('component_licenses')
    .whereIn(
      'id',
      gone.map(note => note.claim_id),
    )
    .update({ superseded_at: now });
  const changed = [...made, ...gone].map(note => Number(note.component_id));
  await resolveComponents(
    trx,
    [...new Set(changed)].sort((a, b) => a - b),
    now,
  );
  await trx('license_updates').whereIn('id', taken).delete();
}

function takeable(trx: Knex.Transaction) {
  const query = trx('license_updates').orderBy('id');
  return isPostgres(trx) ? query.forUpdate().skipLocked() : query;
}

/** Notes with what is said and what is claimed at this moment. */
function readNotes(
  trx: Knex.Transaction,
  ids: (number | string)[],
): Promise<Note[]> {
  const said = links(trx)
    .whereRaw('link.component_id = u.component_id')
    .whereRaw('link.license_text_id = u.license_text_id');
  const claim = claimsInForce(trx)
    .whereRaw('claim.component_id = u.component_id')
    .whereRaw('claim.license_text_id = u.license_text_id')
    .clearSelect()
    .min('claim.id');
  return trx('license_updates as u')
    .join('license_texts as x', 'x.id', 'u.license_text_id')
    .whereIn('u.id', ids)
    .orderBy('u.id')
    .select(
      'u.id',
      'u.component_id',
      'u.license_text_id',
      'x.source',
      'x.text',
      'x.expression',
      trx.raw('case when exists ? then 1 else 0 end as said', [said]),
      trx.raw('? as claim_id', [claim]),
    );
}

function isSettled(note: Note): boolean {
  return Boolean(note.said) === (note.claim_id !== null);
}

/** Those about components that somebody uses. */
async function usedOf(
  trx: Knex.Transaction,
  notes: readonly Note[],
): Promise<Note[]> {
  const used = await trx('components as c')
    .whereIn(
      'c.id',
      notes.map(note => note.component_id),
    )
    .whereExists(links(trx).whereRaw('link.component_id = c.id'))
    .pluck('c.id');
  const ids = new Set(used.map(Number));
  return notes.filter(note => ids.has(Number(note.component_id)));
}

function toClaimOf(note: Note) {
  return {
    componentId: Number(note.component_id),
    textId: note.license_text_id,
    source: note.source,
    text: note.text,
    expression: note.expression,
  };
}

/** Links of targets that are in the catalog. */
function links(knex: Knex): Knex.QueryBuilder {
  return knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .whereNull('t.removed_at')
    .select(knex.raw('1'));
}

function claimsInForce(knex: Knex): Knex.QueryBuilder {
  return knex('component_licenses as claim')
    .whereNull('claim.superseded_at')
    .select(knex.raw('1'));
}
