import { ruleKey, type ToolRule } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { inChunks, toText } from '../../database/dialect';
import type { DbToolRulesRow } from '../../database/tables';

/** A rule with the tool that has it; see `ruleKey`. */
export type RuleOfTool = ToolRule & { tool: string };

/** Stores rules, and what tools say of them now; gives their ids by key. */
export async function storeRules(
  trx: Knex.Transaction,
  rules: readonly RuleOfTool[],
): Promise<Map<string, number>> {
  const wanted = new Map(
    rules.map(rule => {
      const row = rowOf(rule);
      return [row.key, row];
    }),
  );
  const ids = new Map<string, number>();
  // In one order: two reports that come together wait for each other, and do not deadlock.
  for await (const keys of inChunks([...wanted.keys()].sort(), 200)) {
    const stored = new Map(
      (await trx('tool_rules').whereIn('key', keys)).map(row => [row.key, row]),
    );
    const differing = keys
      .map(key => wanted.get(key)!)
      .filter(row => differs(row, stored.get(row.key)));
    for (const row of stored.values()) ids.set(row.key, row.id);
    if (differing.length === 0) continue;
    const written = await trx('tool_rules')
      .insert(differing)
      .onConflict('key')
      .merge()
      .returning(['id', 'key']);
    for (const row of written) ids.set(row.key, row.id);
  }
  return ids;
}

function rowOf(rule: RuleOfTool): Omit<DbToolRulesRow, 'id'> {
  return {
    key: ruleKey(rule.tool, rule.id),
    tool: rule.tool,
    name: toText(rule.id, 255),
    title: textOrNull(rule.title, 500),
    description: textOrNull(rule.description, 4000),
    help_uri: textOrNull(rule.helpUri, 1000),
    cwes: JSON.stringify(rule.cwes),
    tags: JSON.stringify(rule.tags),
  };
}

function textOrNull(text: string | undefined, length: number): string | null {
  return text === undefined ? null : toText(text, length);
}

/** A report that says nothing of a rule but its name takes nothing away that another said. */
function differs(
  row: Omit<DbToolRulesRow, 'id'>,
  stored: DbToolRulesRow | undefined,
): boolean {
  if (!stored) return true;
  const saysNothing =
    row.title === null && row.description === null && row.cwes === '[]';
  if (saysNothing) return false;
  return (Object.keys(row) as (keyof typeof row)[]).some(
    column => row[column] !== stored[column],
  );
}
