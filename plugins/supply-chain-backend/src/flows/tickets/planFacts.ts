import type { Knex } from 'knex';
import { ownersOf } from '../../records/targets/owners';
import type { TicketFinding, TicketService } from './wantedTickets';

/** A service and what rules look at; undefined: it is not in the catalog. */
export async function serviceOf(
  knex: Knex,
  id: number,
): Promise<TicketService | undefined> {
  const row = await knex('targets')
    .where({ id })
    .whereNull('removed_at')
    .first('id', 'entity_ref', 'lifecycle', 'system_ref', 'source_address');
  if (!row) return undefined;
  const owners = await ownersOf(knex, [id]);
  const tags: string[] = await knex('target_tags')
    .where('target_id', id)
    .orderBy('tag')
    .pluck('tag');
  return { ...row, owners: owners.get(id) ?? [], tags };
}

/**
 * The open findings of a service; `undecided` where rules and decisions are
 * still to be asked about one of them.
 */
export async function openFindings(
  knex: Knex,
  targetId: number,
): Promise<TicketFinding[] | 'undecided'> {
  const pending = await knex('findings')
    .where('target_id', targetId)
    .where('triage_changes', '>', 0)
    .whereNot('state', 'resolved')
    .first('id');
  if (pending) return 'undecided';
  return knex('findings as f')
    .leftJoin('packages as p', 'p.id', 'f.package_id')
    .leftJoin('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .leftJoin('tool_rules as r', 'r.id', 'f.rule_id')
    .where('f.target_id', targetId)
    .where('f.state', 'open')
    .orderBy('f.id')
    .select(
      'f.id',
      'f.kind',
      'f.severity',
      'f.known_exploited',
      'f.fixable',
      'f.due_day',
      'f.package_name',
      'f.versions',
      'p.ecosystem',
      knex.raw('coalesce(v.key, r.key) as vulnerability'),
    );
}
