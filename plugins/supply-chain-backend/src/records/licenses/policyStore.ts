import { evaluateLicense, readLicensePolicy } from '@safety-curtain/licenses';
import type { LicensePolicy } from '@safety-curtain/licenses';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { NamedPolicy } from './options';
import { verdictNumber } from './verdicts';
import type {
  DbLicensePoliciesRow,
  DbLicensesRow,
} from '../../database/tables';

/** Verdict rows written at once: each has reasons of some length. */
const VERDICT_CHUNK = 200;

/** A policy whose rules are others than before. */
export type PolicyChange = {
  policy: string;
  /** SHA-256 of its rules. */
  digest: string;
  before: string;
};

/**
 * Puts the policies of the configuration into the database, where all that
 * judges finds them. Those whose rules changed are given, kept in the audit
 * log, and judged anew in the background; those that no target has any more go.
 */
export async function registerPolicies(
  knex: Knex,
  policies: readonly NamedPolicy[],
): Promise<PolicyChange[]> {
  const changes: PolicyChange[] = [];
  for (const named of policies) {
    const { name, ...row } = toRow(named);
    await knex('license_policies')
      .insert({ name, ...row })
      .onConflict('name')
      .ignore();
    const { digest: before } = (await knex('license_policies')
      .where('name', name)
      .first('digest'))!;
    if (before === row.digest) continue;
    // Of several replicas that start, one sees the change.
    const updated = await knex('license_policies')
      .where({ name, digest: before })
      .update(row);
    if (updated === 0) continue;
    changes.push({ policy: name, digest: row.digest, before });
  }
  await knex('license_policies')
    .whereNotIn(
      'name',
      policies.map(policy => policy.name),
    )
    .whereNotIn('name', knex('targets').select('distribution'))
    .delete();
  await keepChanges(knex, changes);
  return changes;
}

async function keepChanges(knex: Knex, changes: PolicyChange[]) {
  if (changes.length === 0) return;
  await knex('audit_events').insert(
    changes.map(change => ({
      at: new Date(),
      event: 'license-policy-change',
      actor: 'configuration',
      outcome: 'success',
      meta: JSON.stringify(change),
    })),
  );
}

function toRow({ name, policy, development }: NamedPolicy) {
  const document = JSON.stringify(toDocument(policy));
  const digest = digestOf(document, development);
  const title = policy.name;
  return { name, title, digest, document, development, judged_at: null };
}

/** The same rules give the same text, in whatever order they were written. */
function toDocument(policy: LicensePolicy) {
  const { name, categories, licenses, ...states } = policy;
  const sorted = (entries: Iterable<readonly [string, unknown]>) =>
    Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    name,
    categories: sorted(Object.entries(categories)),
    licenses: sorted(licenses),
    ...sorted(Object.entries(states)),
  };
}

function digestOf(document: string, development: boolean): string {
  return createHash('sha256')
    .update(`${document}\0${development}`)
    .digest('hex');
}

/** Writes what every policy says of licenses that are new. */
export async function judgeLicenses(
  trx: Knex.Transaction,
  licenses: DbLicensesRow[],
): Promise<void> {
  if (licenses.length === 0) return;
  const policies: DbLicensePoliciesRow[] = await trx(
    'license_policies',
  ).orderBy('name');
  for (const row of policies) await writeVerdicts(trx, row, licenses);
}

/** Writes what one policy says of licenses. */
export async function writeVerdicts(
  trx: Knex.Transaction,
  row: DbLicensePoliciesRow,
  licenses: DbLicensesRow[],
): Promise<void> {
  const policy = readLicensePolicy(JSON.parse(row.document));
  for await (const chunk of inChunks(licenses, VERDICT_CHUNK)) {
    await trx('license_verdicts')
      .insert(chunk.map(license => verdictRow(license, row.name, policy)))
      .onConflict(['license_id', 'policy'])
      .merge(['verdict', 'chosen', 'reasons']);
  }
}

function verdictRow(
  license: DbLicensesRow,
  name: string,
  policy: LicensePolicy,
): Record<string, unknown> {
  const { verdict, chosen, reasons } = evaluateLicense(
    license.state === 'known'
      ? { state: 'known', expression: license.expression! }
      : { state: license.state },
    policy,
  );
  return {
    license_id: license.id,
    policy: name,
    verdict: verdictNumber(verdict),
    chosen: chosen ?? null,
    reasons: JSON.stringify(reasons),
  };
}
