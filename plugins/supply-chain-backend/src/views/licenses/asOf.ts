import type {
  LicenseCategory,
  LicenseState,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { categoryOfExpression } from '../../records/licenses/licenseRows';
import { resultsOf } from '../../records/licenses/resolve';

/** The license of a component at some time. */
export interface KnownLicense {
  expression?: string;
  category: LicenseCategory;
  state: LicenseState;
}

/**
 * The licenses of components as they are known, or were known at a time: from
 * the claims that were recorded by then and not taken back.
 */
export async function licensesAsOf(
  knex: Knex,
  componentIds: readonly number[],
  at?: Date,
): Promise<Map<number, KnownLicense>> {
  return at
    ? pastLicenses(knex, componentIds, at)
    : presentLicenses(knex, componentIds);
}

async function presentLicenses(
  knex: Knex,
  componentIds: readonly number[],
): Promise<Map<number, KnownLicense>> {
  const licenses = new Map<number, KnownLicense>();
  for await (const chunk of inChunks(componentIds)) {
    for (const row of await knex('components as c')
      .leftJoin('licenses as l', 'l.id', 'c.license_id')
      .whereIn('c.id', chunk)
      .select('c.id', 'l.state', 'l.expression', 'l.category')) {
      licenses.set(Number(row.id), {
        expression: row.expression ?? undefined,
        category: row.category ?? 'unclassified',
        state: row.state ?? 'unknown',
      });
    }
  }
  return licenses;
}

async function pastLicenses(
  knex: Knex,
  componentIds: readonly number[],
  at: Date,
): Promise<Map<number, KnownLicense>> {
  const licenses = new Map<number, KnownLicense>();
  for (const [id, result] of await resultsOf(knex, componentIds, at)) {
    const { expression, state } = result;
    const category =
      expression === undefined
        ? 'unclassified'
        : categoryOfExpression(expression);
    licenses.set(id, { expression, category, state });
  }
  return licenses;
}
