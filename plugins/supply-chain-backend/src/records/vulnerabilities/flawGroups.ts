import { mergeAliases } from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';

/** Records that are joined by ids and aliases, however far: one flaw. */
export interface PlacedGroup {
  key: string;
  /** The stored records among its ids. */
  memberIds: string[];
  /** All its ids and aliases. */
  names: string[];
  /** The flaw that it is already, or undefined for a new one. */
  flawId?: number;
}

/** Groups as they should be, and a record of each flaw that there was. */
export interface Regrouping {
  groups: PlacedGroup[];
  former: Map<number, string>;
}

interface MemberRow {
  id: string;
  flaw_id: number | null;
}

/** Groups anew all records that can be reached from the changed ones. */
export async function regroup(
  trx: Knex.Transaction,
  advisoryIds: string[],
): Promise<Regrouping> {
  const members = await neighbourhood(trx, advisoryIds);
  const links = await aliasesOf(trx, [...members.keys()]);
  const merged = mergeAliases(
    [...members.keys()].map(id => ({ id, aliases: links.get(id) ?? [] })),
  );
  const former = new Map<number, string>();
  for (const id of [...members.keys()].sort()) {
    const flawId = members.get(id);
    if (typeof flawId === 'number' && !former.has(flawId))
      former.set(flawId, id);
  }
  const groups = merged.map(group => ({
    key: group.key,
    memberIds: group.ids.filter(id => members.has(id)),
    names: [...new Set([...group.ids, ...group.aliases])].sort(),
  }));
  const keys = await flawKeys(trx, [...former.keys()]);
  return { groups: place(groups, members, keys), former };
}

/** All records that can be reached from some, with the flaws they are in now. */
async function neighbourhood(
  trx: Knex.Transaction,
  advisoryIds: string[],
): Promise<Map<string, number | null>> {
  const members = new Map<string, number | null>();
  const seenNames = new Set<string>();
  const seenFlaws = new Set<number>();
  let frontier = advisoryIds;
  while (frontier.length > 0) {
    const names = new Set(frontier);
    for (const [id, aliases] of await aliasesOf(trx, frontier)) {
      names.add(id);
      aliases.forEach(alias => names.add(alias));
    }
    const fresh = [...names].filter(name => !seenNames.has(name));
    fresh.forEach(name => seenNames.add(name));
    const found: MemberRow[] = [];
    for await (const chunk of inChunks(fresh)) {
      found.push(
        ...(await trx('advisories')
          .whereIn('id', chunk)
          .select('id', 'flaw_id')),
        ...(await trx('advisories as a')
          .join('advisory_aliases as l', 'l.advisory_id', 'a.id')
          .whereIn('l.alias', chunk)
          .distinct('a.id', 'a.flaw_id')),
      );
    }
    // Records that share a flaw today may have to part.
    const flaws = [...new Set(found.map(row => row.flaw_id))].filter(
      (id): id is number => id !== null && !seenFlaws.has(id),
    );
    flaws.forEach(id => seenFlaws.add(id));
    for await (const chunk of inChunks(flaws)) {
      found.push(
        ...(await trx('advisories')
          .whereIn('flaw_id', chunk)
          .select('id', 'flaw_id')),
      );
    }
    frontier = [];
    for (const row of found) {
      if (!members.has(row.id)) {
        members.set(row.id, row.flaw_id);
        frontier.push(row.id);
      }
    }
  }
  return members;
}

async function aliasesOf(trx: Knex.Transaction, ids: string[]) {
  const aliases = new Map<string, string[]>();
  for await (const chunk of inChunks(ids)) {
    for (const row of await trx('advisory_aliases')
      .whereIn('advisory_id', chunk)
      .select('advisory_id', 'alias')) {
      const list = aliases.get(row.advisory_id) ?? [];
      list.push(row.alias);
      aliases.set(row.advisory_id, list);
    }
  }
  return aliases;
}

async function flawKeys(
  trx: Knex.Transaction,
  ids: number[],
): Promise<Map<string, number>> {
  const keys = new Map<string, number>();
  for await (const chunk of inChunks(ids)) {
    for (const row of await trx('flaws')
      .whereIn('id', chunk)
      .select('id', 'key')) {
      keys.set(row.key, row.id);
    }
  }
  return keys;
}

/**
 * Decides which flaw each group is: the one that is named after it, else the
 * oldest that its records are in, else a new one (no `flawId`).
 */
function place(
  groups: PlacedGroup[],
  members: Map<string, number | null>,
  keys: Map<string, number>,
): PlacedGroup[] {
  const named = (group: PlacedGroup) =>
    group.names.map(name => keys.get(name)).find(id => id !== undefined);
  const taken = new Set<number>();
  // Should a flaw have split, the group that it is named after comes first.
  return [...groups]
    .sort(
      (a, b) => Number(named(a) === undefined) - Number(named(b) === undefined),
    )
    .map(group => {
      const free = [...new Set(group.memberIds.map(id => members.get(id)))]
        .filter((id): id is number => typeof id === 'number' && !taken.has(id))
        .sort((a, b) => a - b);
      const own = named(group);
      const flawId = own !== undefined && free.includes(own) ? own : free[0];
      if (flawId !== undefined) taken.add(flawId);
      return { ...group, flawId };
    });
}
