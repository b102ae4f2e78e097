import { evaluateLicense, readLicensePolicy } from '@safety-curtain/licenses';
import type { LicensePolicy } from '@safety-curtain/licenses';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { chunked, toBoolean } from '../database/dialect';
import type { LicenseRow } from './licenseRows';
import type { NamedPolicy } from './options';
import { verdictNumber } from './verdicts';

/** A row of `license_policies`. */
export interface PolicyRow {
  name: string;
  title: string;
  digest: string;
  /** JSON, as `readLicensePolicy` takes it. */
  document: string;
  development: unknown;
  judged_at: unknown;
}

/** Verdict rows written at once: each has reasons of some length. */
const VERDICT_CHUNK = 200;

/**
 * Puts the policies of the configuration into the database, where all that
 * judges finds them. Those whose rules changed are judged anew in the
 * background; those that no target has any more go.
 */
export async function registerPolicies(
  knex: Knex,
  policies: readonly NamedPolicy[],
): Promise<void> {
  for (const named of policies) {
    const document = JSON.stringify(toDocument(named.policy));
    const row = {
      name: named.name,
      title: named.policy.name,
      digest: digestOf(document, named.development),
      document,
      development: named.development,
      judged_at: null,
    };
    const { name, ...changes } = row;
    await knex('license_policies').insert(row).onConflict('name').ignore();
    await knex('license_policies')
      .where('name', name)
      .whereNot('digest', row.digest)
      .update(changes);
  }
  await knex('license_policies')
    .whereNotIn(
      'name',
      policies.map(policy => policy.name),
    )
    .whereNotIn('name', knex('targets').select('distribution'))
    .delete();
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

/** Writes what every policy says of licences that are new. */
export async function judgeLicenses(
  trx: Knex.Transaction,
  licenses: LicenseRow[],
): Promise<void> {
  if (licenses.length === 0) return;
  const policies: PolicyRow[] = await trx('license_policies').orderBy('name');
  for (const row of policies) await writeVerdicts(trx, row, licenses);
}

/** Writes what one policy says of licences. */
export async function writeVerdicts(
  trx: Knex.Transaction,
  row: PolicyRow,
  licenses: LicenseRow[],
): Promise<void> {
  const policy = readLicensePolicy(JSON.parse(row.document));
  for (const chunk of chunked(licenses, VERDICT_CHUNK)) {
    await trx('license_verdicts')
      .insert(chunk.map(license => verdictRow(license, row.name, policy)))
      .onConflict(['license_id', 'policy'])
      .merge(['verdict', 'chosen', 'reasons']);
  }
}

function verdictRow(
  license: LicenseRow,
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

/** Whether packages that are only needed to build and test are judged, by policy. */
export async function judgesDevelopment(
  knex: Knex,
): Promise<Map<string, boolean>> {
  const rows = await knex('license_policies').select('name', 'development');
  return new Map(rows.map(row => [row.name, toBoolean(row.development)]));
}
