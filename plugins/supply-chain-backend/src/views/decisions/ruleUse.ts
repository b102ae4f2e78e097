import type { Knex } from 'knex';

/** For how many findings each rule that applies decides now, by its id. */
export async function readRuleUse(
  knex: Knex,
): Promise<Map<string, { decisionId: string; findings: number }>> {
  const rows: {
    id: number | string;
    rule: string;
    findings: number | string;
  }[] = await knex('decisions as d')
    .leftJoin('findings as f', 'f.decision_id', 'd.id')
    .where({ 'd.origin': 'rule', 'd.state': 'active' })
    .groupBy('d.id', 'd.origin_ref')
    .select('d.id', 'd.origin_ref as rule')
    .count('f.id as findings');
  return new Map(
    rows.map(row => [
      row.rule,
      { decisionId: String(row.id), findings: Number(row.findings) },
    ]),
  );
}
