import type {
  ScorecardAnswer,
  ScorecardService,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../../records/targets/targetFilter';
import { toIso } from '../../database/dialect';
import { allPages } from '../../database/keyset';
import { answerOf } from '../../records/results/answers';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { listServices } from './services';
import { storedExemption } from './serviceScorecards';
import type {
  DbScorecardResultChecksRow,
  DbTargetsRow,
} from '../../database/tables';

/** Services whose answers are read at once. */
const PAGE = 200;

/** One check of one service. */
export interface ExportedAnswer {
  service: ScorecardService;
  check: string;
  title: string;
  category: string;
  answer: ScorecardAnswer;
  result: ScorecardAnswer;
  reason: string;
  since?: string;
  /** The day or time until when it is exempted, where it is. */
  exemptedUntil?: string;
}

/** Every answer of the services of a filter, by name, read a page at a time. */
export async function* streamAnswers(
  knex: Knex,
  scorecard: DefinedScorecard,
  filter: TargetFilter,
): AsyncGenerator<ExportedAnswer> {
  const now = new Date();
  const pages = allPages(async ({ cursor }) => {
    const query = { orderBy: 'name' as const, limit: PAGE, cursor };
    const page = await listServices(knex, scorecard, query, filter, now);
    return {
      items: [await answersOf(knex, scorecard, page.items)],
      nextCursor: page.nextCursor,
    };
  });
  for await (const answers of pages) yield* answers;
}

async function answersOf(
  knex: Knex,
  scorecard: DefinedScorecard,
  services: ScorecardService[],
): Promise<ExportedAnswer[]> {
  const rows: (DbScorecardResultChecksRow &
    Pick<DbTargetsRow, 'entity_ref'>)[] = await knex(
    'scorecard_result_checks as c',
  )
    .join('targets as t', 't.id', 'c.target_id')
    .where('c.scorecard', scorecard.name)
    .whereIn(
      't.entity_ref',
      services.map(({ entityRef }) => entityRef),
    )
    .select('c.*', 't.entity_ref');
  const byKey = new Map(
    rows.map(row => [`${row.entity_ref} ${row.check_id}`, row]),
  );
  return services.flatMap(service =>
    scorecard.checks.flatMap(({ check }) => {
      const row = byKey.get(`${service.entityRef} ${check.id}`);
      if (!row) return [];
      const exemption = storedExemption(row.exemption);
      return [
        {
          service,
          check: check.id,
          title: check.title,
          category: check.category,
          answer: answerOf(row.answer),
          result: answerOf(row.result),
          reason: row.reason,
          since: toIso(row.since),
          exemptedUntil:
            exemption?.state === 'holds' ? exemption.expires : undefined,
        },
      ];
    }),
  );
}
