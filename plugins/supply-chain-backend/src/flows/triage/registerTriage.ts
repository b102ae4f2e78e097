import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/transactions';
import type { TriageOptions } from './options';

/** A part of the configuration of decisions that is no longer as it was. */
export interface TriageChange {
  what: 'rules' | 'due-policies' | 'approval' | 'trusted-ignore-files';
  /** What it has now: ids of rules, names of policies, states that wait, owners. */
  has: readonly string[];
  digest: string;
  /** Absent where nothing was configured before. */
  before?: string;
}

/** What is noted of a part, before it is compared. */
type Part = Pick<TriageChange, 'what' | 'has'> & { definition: unknown };

type Configured = Pick<
  TriageOptions,
  'rules' | 'duePolicies' | 'approval' | 'trustedOwners'
>;

/** What a part without anything in it is noted as. */
const NOTHING = 'nothing';

/**
 * Notes how decisions are configured, and gives what changed since a portal
 * started last; it is kept in the log. Of several replicas that start, one
 * sees a change.
 */
export async function registerTriage(
  knex: Knex,
  triage: Configured,
  now: Date,
): Promise<TriageChange[]> {
  const changes: TriageChange[] = [];
  for (const part of partsOf(triage)) {
    const change = await inTransaction(knex, trx => note(trx, part, now));
    if (change) changes.push(change);
  }
  return changes;
}

function partsOf(triage: Configured): Part[] {
  const { rules, duePolicies, approval, trustedOwners } = triage;
  return [
    {
      what: 'rules',
      has: rules.map(({ rule }) => rule.id),
      definition: rules.map(({ definition }) => definition),
    },
    {
      what: 'due-policies',
      has: duePolicies.map(({ name }) => name),
      definition: duePolicies,
    },
    { what: 'approval', has: approval?.states ?? [], definition: approval },
    {
      what: 'trusted-ignore-files',
      has: trustedOwners,
      definition: trustedOwners,
    },
  ];
}

async function note(
  trx: Knex.Transaction,
  { what, has, definition }: Part,
  now: Date,
): Promise<TriageChange | undefined> {
  const name = `configured ${what}`;
  const digest =
    has.length === 0
      ? NOTHING
      : createHash('sha256').update(JSON.stringify(definition)).digest('hex');
  const fresh = await trx('triage_settings')
    .insert({ name, digest: NOTHING, after_id: null })
    .onConflict('name')
    .ignore()
    .returning('name');
  const stored = await trx('triage_settings').where('name', name).first();
  const before = fresh.length > 0 ? NOTHING : stored!.digest;
  if (before === digest) return undefined;
  const updated = await trx('triage_settings')
    .where({ name, digest: before })
    .update({ digest });
  if (updated === 0) return undefined;
  const change: TriageChange = {
    what,
    has,
    digest,
    ...(before !== NOTHING && { before }),
  };
  await trx('audit_events').insert({
    at: now,
    event: 'triage-policy-change',
    actor: 'configuration',
    outcome: 'success',
    meta: JSON.stringify(change),
  });
  return change;
}
