import { severities } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
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
 * Adds open findings to the counts that their targets carry, or takes them
 * away: before they are resolved or changed, after they are opened. Costs as
 * much as there are findings in question, whatever else their targets have.
 */
export async function shiftTargetCounts(
  trx: Knex.Transaction,
  findingIds: (number | string)[],
  by: 1 | -1,
): Promise<void> {
  const sums = counted.map(
    ([column, condition]) =>
      `sum(case when ${condition} then ${by} else 0 end) as ${column}`,
  );
  const assignments = counted.map(
    ([column]) => `${column} = targets.${column} + shift.${column}`,
  );
  for await (const chunk of inChunks(findingIds)) {
    await trx.raw(
      `update targets set ${assignments.join(', ')}
       from (
         select f.target_id, ${sums.join(', ')}
         from findings as f
         where f.id in (${chunk.map(() => '?').join(', ')})
         group by f.target_id
       ) as shift
       where shift.target_id = targets.id`,
      chunk,
    );
  }
}

/**
 * Counts the open findings of targets anew, all counts in one pass over their
 * findings. Lists and totals read what targets carry instead of counting a
 * million findings each time.
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
  for await (const chunk of inChunks([...targetIds].sort((a, b) => a - b))) {
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
