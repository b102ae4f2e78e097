import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { findingsNamed } from '../decisions/appliesTo';
import type { DbDecisionsRow } from '../../database/tables';

/*
 * What decides about findings (decisions, rules, due dates) is looked at again
 * where something changed that it depends on. That is noted with the finding,
 * in the transaction that changes it, as a number that grows: whoever looks at
 * the finding takes off what it saw, so that no change is lost meanwhile.
 */

const AGAIN = { triage_changes: 1 };

/** Rules in force that look at the exploit prediction. */
export function rulesOnEpss(knex: Knex): Knex.QueryBuilder {
  return knex('decisions')
    .where({ origin: 'rule', state: 'active' })
    .where('evidence', 'like', '%"epss"%')
    .select(knex.raw('1'));
}

/** Between which percentiles of the exploit prediction a rule fits, both included. */
export interface PercentileBounds {
  atLeast: number;
  atMost: number;
}

/** Those of rules in force, each once. */
export async function percentileBounds(
  knex: Knex,
): Promise<PercentileBounds[]> {
  const rules: (string | null)[] = await knex('decisions')
    .where({ origin: 'rule', state: 'active' })
    .where('evidence', 'like', '%"epss"%')
    .pluck('evidence');
  const found = new Map<string, PercentileBounds>();
  for (const rule of rules) {
    const { match }: RuleOnEpss = JSON.parse(rule ?? '{}');
    const { measure, atLeast = 0, atMost = 1 } = match?.epss ?? {};
    if (measure !== 'percentile') continue;
    found.set(`${atLeast} ${atMost}`, { atLeast, atMost });
  }
  return [...found.values()];
}

/** What of a rule is read here, as it is configured. */
interface RuleOnEpss {
  match?: { epss?: Partial<PercentileBounds> & { measure?: string } };
}

/** Has findings looked at again, those that are not resolved. */
async function retriage(some: Knex.QueryBuilder): Promise<void> {
  await some.whereNot('state', 'resolved').increment(AGAIN);
}

/** The same for all findings of targets. */
export async function retriageTargets(
  trx: Knex,
  targetIds: readonly number[],
): Promise<void> {
  for await (const ids of inChunks([...targetIds])) {
    await retriage(trx('findings').whereIn('target_id', ids));
  }
}

/** The same for all findings of vulnerabilities. */
export async function retriageVulnerabilities(
  trx: Knex,
  vulnerabilityIds: readonly number[],
): Promise<void> {
  for await (const ids of inChunks([...vulnerabilityIds])) {
    await retriage(trx('findings').whereIn('vulnerability_id', ids));
  }
}

/**
 * The same for findings that decisions are about, or were: an effect of
 * decisions about vulnerabilities.
 */
export async function retriageDecided(
  trx: Knex,
  decisions: readonly Pick<DbDecisionsRow, 'id'>[],
): Promise<void> {
  const ids = decisions.map(({ id }) => id);
  for await (const chunk of inChunks(ids)) {
    const about = findingsNamed(trx, chunk);
    await retriage(
      trx('findings').where(any =>
        any.whereIn('id', about).orWhereIn('decision_id', chunk),
      ),
    );
  }
}
