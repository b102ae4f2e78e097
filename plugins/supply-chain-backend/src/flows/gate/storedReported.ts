import { gateReportedOf, type GateReported } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type {
  DbDecisionsRow,
  DbFindingsRow,
  DbToolRulesRow,
  LeftJoined,
} from '../../database/tables';
import { NO_DAY, today } from '../../records/findings/dueDays';
import { kindOfNumber } from '../../records/findings/kinds';
import { severityOfNumber } from '../../records/findings/severity';
import { decidedOf } from './storedFindings';

type Row = Pick<
  DbFindingsRow,
  | 'target_id'
  | 'fingerprint'
  | 'kind'
  | 'state'
  | 'severity'
  | 'message'
  | 'place'
  | 'due_day'
  | 'needs_review'
> &
  Pick<DbToolRulesRow, 'key' | 'title'> &
  LeftJoined<Pick<DbDecisionsRow, 'verdict' | 'responses' | 'reason'>>;

/** Findings of rules of targets that are not resolved, as gates look at them; by target. */
export async function storedReported(
  knex: Knex,
  targetIds: readonly number[],
  now: Date,
): Promise<Map<number, GateReported[]>> {
  const rows: Row[] = await knex('findings as f')
    .join('tool_rules as r', 'r.id', 'f.rule_id')
    .leftJoin('decisions as d', 'd.id', 'f.decision_id')
    .whereIn('f.target_id', targetIds)
    .whereIn('f.state', ['open', 'dismissed'])
    .orderBy('f.id')
    .select(
      'f.target_id',
      'f.fingerprint',
      'f.kind',
      'f.state',
      'f.severity',
      'f.message',
      'f.place',
      'f.due_day',
      'f.needs_review',
      'r.key',
      'r.title',
      'd.verdict',
      'd.responses',
      'd.reason',
    );
  const reported = new Map<number, GateReported[]>();
  for (const row of rows) {
    const kind = kindOfNumber(row.kind);
    // Those that only tools know of are judged as any other.
    if (kind === 'vulnerability') continue;
    const list = reported.get(row.target_id) ?? [];
    reported.set(row.target_id, list);
    list.push(toReported(row, kind, now));
  }
  return reported;
}

function toReported(
  row: Row,
  kind: GateReported['kind'],
  now: Date,
): GateReported {
  return gateReportedOf({
    kind,
    fingerprint: row.fingerprint,
    rule: row.key,
    title: row.title ?? undefined,
    message: row.message ?? undefined,
    severity: severityOfNumber(row.severity),
    place: row.place === null ? undefined : JSON.parse(row.place),
    overdue:
      row.state === 'open' &&
      row.due_day !== NO_DAY &&
      row.due_day < today(now),
    ...decidedOf(row),
  });
}
