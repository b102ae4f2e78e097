import type { Knex } from 'knex';
import { lockMatching } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { verifyAgain } from '../../records/provenance/componentProvenance';
import {
  PROVENANCE_POLICY,
  PROVENANCE_REGISTRIES,
} from '../../records/provenance/provenanceAsked';
import { queueAllProvenance } from '../../records/provenance/provenanceQueue';
import {
  noteProvenance,
  PROVENANCE_TOOL,
} from '../../records/provenance/provenanceUpdates';
import { reopenUnasked } from '../../records/provenance/unaskedProvenance';
import type { ProvenanceOptions } from './options';

const TRUST = 'provenance-trust';
/** Whether what was there before somebody asked is queued. */
const QUEUED = 'provenance-queued';

/**
 * Compares what is trusted and asked for with what was: by another trust all
 * is verified again, by another policy all services are judged again, and where
 * others are asked, what nobody could be asked about is looked at again. Where
 * nobody asks any more, what was found is taken back.
 *
 * @param ecosystems - those of which somebody is asked
 */
export async function registerProvenance(
  knex: Knex,
  { enabled, policy, trustDigest }: ProvenanceOptions,
  ecosystems: readonly string[],
): Promise<void> {
  const registries = enabled ? [...ecosystems].sort().join(' ') : 'none';
  await inTransaction(knex, async trx => {
    if (await differs(trx, PROVENANCE_REGISTRIES, registries)) {
      await reopenUnasked(trx, new Date());
    }
    if (await differs(trx, TRUST, trustDigest)) await verifyAgain(trx);
  });
  await registerPolicy(knex, enabled ? policy.digest : 'none');
}

async function registerPolicy(knex: Knex, digest: string): Promise<void> {
  if ((await storedDigest(knex, PROVENANCE_POLICY)) === digest) return;
  await inTransaction(knex, async trx => {
    // Scans that have not seen that somebody asks are over after this.
    await lockMatching(trx, 'exclusive');
    if (!(await differs(trx, PROVENANCE_POLICY, digest))) return;
    const targets: number[] =
      digest !== 'none'
        ? await trx('targets').pluck('id')
        : await trx('tool_reports')
            .where({ tool: PROVENANCE_TOOL, origin: 'native' })
            .pluck('target_id');
    await noteProvenance(trx, targets.map(Number), new Date());
  });
}

/**
 * Where somebody begins to ask, what was read before is asked about as well:
 * scans noted nothing of it.
 */
export async function queueFormer(
  knex: Knex,
  { enabled }: Pick<ProvenanceOptions, 'enabled'>,
  signal: AbortSignal,
): Promise<void> {
  const state = enabled ? 'queued' : 'none';
  const stored = await storedDigest(knex, QUEUED);
  if (stored === state || (!enabled && stored === undefined)) return;
  if (enabled) await queueAllProvenance(knex, signal);
  await inTransaction(knex, trx => differs(trx, QUEUED, state));
}

/** Writes down what is in force; true where something else was. */
async function differs(
  trx: Knex.Transaction,
  name: string,
  digest: string,
): Promise<boolean> {
  const stored = await storedDigest(trx, name);
  if (stored === digest) return false;
  await trx('triage_settings')
    .insert({ name, digest, after_id: null })
    .onConflict('name')
    .merge();
  return stored !== undefined || digest !== 'none';
}

async function storedDigest(
  knex: Knex,
  name: string,
): Promise<string | undefined> {
  const row = await knex('triage_settings').where({ name }).first('digest');
  return row?.digest;
}
