import { InputError, NotFoundError } from '@backstage/errors';
import type {
  AsOf,
  AsOfQuery,
  FindingAsOf,
  FindingAsOfQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import {
  applyTargetFilter,
  maySee,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { endOf, startOf } from '../../database/dayOrTime';
import { toBoolean, toDate } from '../../database/dialect';
import { toSnapshots, ViewRow } from '../snapshots/snapshotViews';
import { readInventory } from '../../records/inventory/snapshots';
import type { KnownLicense } from '../licenses/asOf';
import { ComponentKnowledge, KnownComponent } from './ComponentKnowledge';
import { countSeverities, findingsAsOf } from './findingsAsOf';
import type { DbSnapshotsRow } from '../../database/tables';

const DEFAULT_LIMIT = 50;

/** A target's snapshots at a time, with what was in them. */
interface InForce {
  target: {
    id: number;
    entity_ref: string;
    name: string;
    system_ref: string | null;
    removed_at: unknown;
  };
  at: Date;
  snapshots: DbSnapshotsRow[];
  components: KnownComponent[];
}

/** What a caller may see of which targets; undefined: of none. */
export interface AsOfAccess {
  targets: TargetFilter;
  findings: TargetFilter | undefined;
  licenses: TargetFilter | undefined;
}

/** What was in force for an entity at a time, beside what is known now. */
export async function readAsOf(
  knex: Knex,
  archive: Archive,
  query: AsOfQuery,
  access: AsOfAccess,
): Promise<AsOf> {
  const inForce = await readInForce(knex, archive, query, access.targets);
  const { target, at, snapshots, components } = inForce;
  const [showsFindings, showsLicenses] = await Promise.all(
    [access.findings, access.licenses].map(targets =>
      maySee(knex, targets, target.entity_ref),
    ),
  );
  const rows: ViewRow[] = snapshots.map(snapshot => ({
    ...snapshot,
    entity_ref: target.entity_ref,
    target_name: target.name,
    system_ref: target.system_ref,
    removed_at: target.removed_at,
  }));
  return {
    entityRef: target.entity_ref,
    at: at.toISOString(),
    snapshots: await toSnapshots(knex, rows),
    licenses: showsLicenses ? licensesThenAndNow(components) : undefined,
    findings: showsFindings ? await countFindings(knex, inForce) : undefined,
    notes: await notesOn(knex, inForce),
  };
}

async function countFindings(
  knex: Knex,
  { target, at, components }: InForce,
): Promise<AsOf['findings']> {
  const findings = await findingsAsOf(knex, target.id, components, at);
  return {
    then: countSeverities(findings.filter(f => f.knownThen)),
    now: countSeverities(findings.filter(f => f.knownNow)),
    learned: findings.filter(f => f.knownNow && !f.knownThen).length,
  };
}

/** The findings of {@link readAsOf}, a page at a time. */
export async function listFindingsAsOf(
  knex: Knex,
  archive: Archive,
  query: FindingAsOfQuery,
  access: TargetFilter,
): Promise<Page<FindingAsOf>> {
  const inForce = await readInForce(knex, archive, query, access);
  const { target, at, components } = inForce;
  const findings = await findingsAsOf(knex, target.id, components, at);
  const { limit = DEFAULT_LIMIT } = query;
  const start = query.cursor === undefined ? 0 : Number(query.cursor);
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new InputError('The cursor is not valid');
  }
  const end = start + limit;
  return {
    items: findings.slice(start, end),
    total: { count: findings.length, atLeast: false },
    nextCursor: end < findings.length ? String(end) : undefined,
  };
}

async function readInForce(
  knex: Knex,
  archive: Archive,
  query: AsOfQuery,
  access: TargetFilter,
): Promise<InForce> {
  const entityRef = query.entityRef.toLocaleLowerCase('en-US');
  const at = pastTime(query.at, new Date());
  const select = knex('targets as t').select(
    't.id',
    't.entity_ref',
    't.name',
    't.system_ref',
    't.removed_at',
  );
  applyTargetFilter(select, { ...access, entityRef, includeRemoved: true });
  const target = await select.first();
  if (!target) throw new NotFoundError(`Nothing is known about ${entityRef}`);
  const gone = target.removed_at !== null && toDate(target.removed_at) <= at;
  const snapshots = gone ? [] : await snapshotsAt(knex, target.id, at);
  const purls = new Set<string>();
  for (const snapshot of snapshots) {
    const { manifests } = await readInventory(archive, snapshot);
    for (const { components } of manifests) {
      for (const { purl } of components) purls.add(purl);
    }
  }
  const known = await new ComponentKnowledge(knex, at).of([...purls]);
  return { target, at, snapshots, components: [...known.values()] };
}

/** Readers in the east begin their day before UTC does. */
const EARLIEST_ZONE_MS = 14 * 60 * 60 * 1000;

/** The time that a text names, now at the latest: nothing is known of what comes. */
function pastTime(text: string, now: Date): Date {
  if (startOf(text).getTime() > now.getTime() + EARLIEST_ZONE_MS) {
    throw new InputError(`${text} is in the future; ask for today or earlier`);
  }
  return new Date(Math.min(endOf(text).getTime(), now.getTime()));
}

/** The newest snapshot of each series up to a time. */
export function snapshotsAt(
  knex: Knex,
  targetId: number,
  at: Date,
): Promise<DbSnapshotsRow[]> {
  return knex('snapshots')
    .where('target_id', targetId)
    .where('created_at', '<=', at)
    .where(held =>
      held.whereNull('superseded_at').orWhere('superseded_at', '>', at),
    )
    .orderBy('series');
}

function licensesThenAndNow(
  components: KnownComponent[],
): NonNullable<AsOf['licenses']> {
  const counts = new Map<string, NonNullable<AsOf['licenses']>[number]>();
  const count = (license: KnownLicense, when: 'then' | 'now') => {
    const { expression = '', category } = license;
    const row = counts.get(expression) ?? {
      expression,
      category,
      then: 0,
      now: 0,
    };
    counts.set(expression, row);
    row[when] += 1;
  };
  for (const { then, now } of components) {
    count(then, 'then');
    count(now, 'now');
  }
  return [...counts.values()].sort(
    (a, b) =>
      b.then - a.then ||
      b.now - a.now ||
      (a.expression < b.expression ? -1 : 1),
  );
}

/** What the answer cannot know. */
async function notesOn(
  knex: Knex,
  { target, at, snapshots }: InForce,
): Promise<string[]> {
  const notes = ['Severities are as they are rated today.'];
  if (snapshots.length === 0) {
    notes.push(
      target.removed_at !== null && toDate(target.removed_at) <= at
        ? 'The entity had left the catalog by then.'
        : 'There was no snapshot of it yet.',
    );
  }
  if (snapshots.some(snapshot => toBoolean(snapshot.partial))) {
    notes.push('Some of its files could not be read then.');
  }
  const deleted = await knex('deletions')
    .where('kind', 'artifacts')
    .where('before', '>', at)
    .first('id');
  if (deleted) {
    notes.push(
      'Findings that were resolved long ago have been deleted since; some that were known then may be missing.',
    );
  }
  return notes;
}
