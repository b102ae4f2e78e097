import type {
  Attestation,
  Origin,
  Provenance,
} from '@safety-curtain/provenance';
import type { Knex } from 'knex';
import { inChunks, isPostgres, toText } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { DbComponentProvenanceRow } from '../../database/tables';
import { around } from '../../settings/times';
import type { ClaimedComponent } from './provenanceQueue';
import { noteUsers } from './provenanceUpdates';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIRST_RETRY_MS = 10 * MINUTE;
/** When each outcome is asked for again: registries take back and add little. */
const AGAIN_MS: Readonly<Record<Provenance['outcome'], number>> = {
  verified: 30 * DAY,
  'not-signed': 30 * DAY,
  unchecked: 7 * DAY,
  failed: DAY,
};
/** Attestations of one package version that are kept: of a hundred files, more than one each. */
const MOST_KEPT = 250;

/** What became of asking about one package version. */
export interface AskedComponent {
  component: ClaimedComponent;
  /** Absent where nobody could be asked. */
  provenance?: Provenance;
  error?: string;
  /** When it may be asked again, where who was asked wants to be left alone. */
  resumesAt?: Date;
}

/** What `details` of a row holds. */
export type ProvenanceDetails = Origin & { attestations: Attestation[] };

/**
 * Stores outcomes with the end of their leases: only of those whose lease is
 * still held. An outcome stands until there is another; who could not be asked
 * has said nothing.
 */
export async function storeProvenance(
  knex: Knex,
  ticket: string,
  asked: readonly AskedComponent[],
): Promise<void> {
  await inTransaction(knex, async trx => {
    const now = new Date();
    const changed: number[] = [];
    const before = await heldRows(trx, ticket);
    for await (const chunk of inChunks(asked)) {
      for (const one of chunk) {
        const row = before.get(one.component.id);
        if (!row) continue;
        const next = nextRow(one, now);
        if (says(row) !== says({ ...row, ...next })) {
          changed.push(one.component.id);
        }
        await trx('component_provenance')
          .where('component_id', one.component.id)
          .update({ ...next, lease_ticket: null, lease_until: null });
      }
    }
    await noteUsers(trx, changed, now);
  });
}

async function heldRows(trx: Knex.Transaction, ticket: string) {
  const query = trx('component_provenance')
    .where('lease_ticket', ticket)
    .orderBy('component_id');
  if (isPostgres(trx)) query.forUpdate();
  const rows = await query;
  return new Map(rows.map(row => [Number(row.component_id), row]));
}

function says({ outcome, reason, details }: Partial<DbComponentProvenanceRow>) {
  return JSON.stringify([outcome, reason, details]);
}

function nextRow(
  { component, provenance, error, resumesAt }: AskedComponent,
  now: Date,
) {
  if (!provenance) {
    const attempts = component.attempts + (resumesAt ? 0 : 1);
    const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 10), DAY);
    return {
      attempts,
      error: toText(error ?? '', 1000),
      due_at: resumesAt ?? new Date(now.getTime() + around(wait)),
    };
  }
  const { outcome, reason, attestations, ...origin } = whole(provenance);
  const details: ProvenanceDetails = { ...origin, attestations };
  return {
    outcome,
    reason: toText(reason, 2000),
    level: origin.level ?? null,
    details: JSON.stringify(details),
    checked_at: now,
    attempts: 0,
    error: null,
    due_at: new Date(now.getTime() + around(AGAIN_MS[outcome])),
  };
}

/** Policies look at each attestation: where some are not kept, nothing is said of any. */
function whole(provenance: Provenance): Provenance {
  const { length } = provenance.attestations;
  if (length <= MOST_KEPT) return provenance;
  return {
    outcome: 'unchecked',
    reason: `It has ${length} attestations, of which ${MOST_KEPT} can be judged.`,
    attestations: [],
  };
}

/** Has everything verified again that somebody signed, as something else is trusted now. */
export async function verifyAgain(trx: Knex.Transaction): Promise<void> {
  await trx('component_provenance')
    .whereNotNull('outcome')
    .whereNot('outcome', 'not-signed')
    .update({ due_at: new Date() });
}
