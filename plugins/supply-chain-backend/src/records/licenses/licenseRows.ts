import {
  categoryOfTerm,
  licenseCategories,
  LicenseNode,
  parseLicense,
} from '@safety-curtain/licenses';
import type {
  LicenseCategory,
  LicenseState,
} from '@safety-curtain/plugin-supply-chain-common';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { judgeLicenses } from './policyStore';
import type { DbLicensesRow } from '../../database/tables';

/** What claims come to, without saying why. */
export interface LicenseResult {
  state: LicenseState;
  /** In canonical spelling, where it is known. */
  expression?: string;
  /** What it may be, or what sources say against each other; sorted. */
  candidates: string[];
}

/** The name of a result: the same result has the same row. */
export function licenseKey(result: LicenseResult): string {
  const { state, expression = '', candidates } = result;
  return createHash('sha256')
    .update(JSON.stringify([state, expression, candidates]))
    .digest('hex');
}

/**
 * The category of an expression: of OR the mildest, of AND the strictest part.
 * What is on no list counts as stricter than everything that is.
 */
export function categoryOfExpression(expression: string): LicenseCategory {
  const rank = rankOf(parseLicense(expression));
  return licenseCategories[rank] ?? 'unclassified';
}

function rankOf(node: LicenseNode): number {
  if (node.type === 'license') {
    const category = categoryOfTerm(node);
    return category
      ? licenseCategories.indexOf(category)
      : licenseCategories.length;
  }
  if (!('members' in node)) return licenseCategories.length;
  const ranks = node.members.map(rankOf);
  return ranks.reduce((a, b) =>
    node.type === 'or' ? Math.min(a, b) : Math.max(a, b),
  );
}

/**
 * Gives the ids of results by their key, and stores those that are new,
 * judged by every policy. In the order of keys, so that two transactions wait
 * for each other instead of deadlocking.
 */
export async function storeLicenses(
  trx: Knex.Transaction,
  results: Iterable<LicenseResult>,
): Promise<Map<string, number>> {
  const wanted = new Map<string, LicenseResult>();
  for (const result of results) wanted.set(licenseKey(result), result);
  const keys = [...wanted.keys()].sort();
  const ids = await licenseIds(trx, keys);
  const missing = keys.filter(key => !ids.has(key));
  for await (const chunk of inChunks(missing)) {
    const rows: DbLicensesRow[] = await trx('licenses')
      .insert(chunk.map(key => toRow(key, wanted.get(key)!)))
      .onConflict('key')
      .ignore()
      .returning('*');
    for (const row of rows) ids.set(row.key, row.id);
    await judgeLicenses(trx, rows);
  }
  const raced = missing.filter(key => !ids.has(key));
  for (const [key, id] of await licenseIds(trx, raced)) ids.set(key, id);
  return ids;
}

function toRow(key: string, result: LicenseResult): Omit<DbLicensesRow, 'id'> {
  return {
    key,
    state: result.state,
    expression: result.expression ?? null,
    candidates: JSON.stringify(result.candidates),
    category:
      result.expression === undefined
        ? 'unclassified'
        : categoryOfExpression(result.expression),
  };
}

async function licenseIds(
  trx: Knex.Transaction,
  keys: string[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for await (const chunk of inChunks(keys)) {
    for (const row of await trx('licenses')
      .whereIn('key', chunk)
      .select('id', 'key')) {
      ids.set(row.key, row.id);
    }
  }
  return ids;
}
