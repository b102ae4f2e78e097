import { normalizePackageName } from '@safety-curtain/advisories';
import {
  findingFingerprint,
  ruleKey,
  ruleKeyOf,
  type ToolResult,
  type ToolRule,
  vulnerabilityName,
} from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { packageKey, storePackages } from '../../records/inventory/components';
import { type RuleOfTool, storeRules } from '../../records/reports/toolRules';
import type { SettledResult } from '../../records/reports/toolResults';

/** Whose results they are. */
export interface ResultsOf {
  entityRef: string;
  tool: string;
  rules: readonly ToolRule[];
}

/**
 * Finds out what results are about here: which package, which vulnerability,
 * which finding. Packages and rules that are not known yet are stored.
 */
export async function settleResults(
  trx: Knex.Transaction,
  results: readonly ToolResult[],
  of: ResultsOf,
): Promise<SettledResult[]> {
  const vulnerabilities = await knownVulnerabilities(trx, results);
  const packages = await storePackages(
    trx,
    results.flatMap(result => packageOf(result) ?? []),
  );
  const rules = await storeRules(trx, [
    ...of.rules.map(rule => ({ ...rule, tool: of.tool })),
    ...unnamedRules(results, of),
  ]);
  return results.map(result => {
    const named = packageOf(result);
    const packageId = named && packages.get(packageKey(named));
    const vulnerabilityId = namesOf(result)
      .map(name => vulnerabilities.get(name))
      .find(id => id !== undefined);
    const known = packageId !== undefined && vulnerabilityId !== undefined;
    return {
      result,
      packageId,
      vulnerabilityId,
      ruleId: rules.get(ruleKeyOf(result, of.tool))!,
      findingFingerprint: known ? undefined : findingFingerprint(result, of),
    };
  });
}

/** The package as it is stored: in the one spelling of its ecosystem. */
function packageOf({ package: pkg }: ToolResult) {
  if (!pkg?.ecosystem) return undefined;
  return {
    ecosystem: pkg.ecosystem,
    packageName: normalizePackageName(pkg.ecosystem, pkg.name),
  };
}

function namesOf({ vulnerability }: ToolResult): string[] {
  return vulnerability ? [vulnerability.id, ...vulnerability.aliases] : [];
}

/** Rules that results name and the report does not tell of, and vulnerabilities. */
function unnamedRules(
  results: readonly ToolResult[],
  { tool, rules }: ResultsOf,
): RuleOfTool[] {
  const told = new Set(rules.map(({ id }) => ruleKey(tool, id)));
  const unnamed = new Map<string, RuleOfTool>();
  for (const result of results) {
    const key = ruleKeyOf(result, tool);
    if (told.has(key) || unnamed.has(key)) continue;
    const name = vulnerabilityName(result);
    unnamed.set(key, {
      id: name ?? result.rule,
      tool: name === undefined ? tool : '',
      cwes: [],
      tags: [],
    });
  }
  return [...unnamed.values()];
}

async function knownVulnerabilities(
  trx: Knex.Transaction,
  results: readonly ToolResult[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const names = new Set(results.flatMap(namesOf));
  for await (const chunk of inChunks([...names])) {
    for (const row of await trx('vulnerability_names').whereIn('name', chunk)) {
      ids.set(row.name, row.vulnerability_id);
    }
  }
  return ids;
}
