import { severities } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { chunked } from '../database/dialect';
import { severityNumber } from './severity';

/** What is counted of open findings, by the column that carries it. */
const counted: [column: string, condition: string][] = [
  ...severities.map((severity): [string, string] => [
    `open_${severity}`,
    `f.severity = ${severityNumber(severity)}`,
  ]),
  ['open_known_exploited', 'f.known_exploited'],
  ['open_fixable', 'f.fixable'],
];

/**
 * Brings the counts of open findings that targets carry up to date, all counts
 * of all targets in one pass over their findings. Lists and totals read these
 * instead of counting a million findings each time.
 */
export async function refreshTargetCounts(
  trx: Knex.Transaction,
  targetIds: number[],
): Promise<void> {
  const sums = counted.map(
    ([column, condition]) =>
      `sum(case when f.id is not null and ${condition} then 1 else 0 end) as ${column}`,
  );
  const assignments = counted.map(([column]) => `${column} = counts.${column}`);
  for (const chunk of chunked([...targetIds].sort((a, b) => a - b))) {
    await trx.raw(
      `update targets set ${assignments.join(', ')}
       from (
         select t.id, ${sums.join(', ')}
         from targets as t
         left join findings as f on f.target_id = t.id and f.state = 'open'
         where t.id in (${chunk.map(() => '?').join(', ')})
         group by t.id
       ) as counts
       where counts.id = targets.id`,
      chunk,
    );
  }
}
