import type { Knex } from 'knex';
import { inChunks, isPostgres, toDate } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import { ANALYSIS } from '../../records/decisions/analyses';
import { today } from '../../records/findings/dueDays';
import { noteNews } from '../../records/outbox/outbox';
import { listAdvisorySources } from '../../views/vulnerabilities/sourceViews';
import { readMark, writeMark } from './noticeStore';
import type { TellOptions } from './options';

const OVERDUE = 'overdue';
const ENDS = 'decision-ends';
const STALE = 'source-stale:';

/**
 * Notes what nobody does and time brings: findings whose day is over, decisions
 * that will end, sources that grow old. Each once: how far it was looked at is
 * kept in the transaction that notes it.
 */
export async function noteWhatTimeBrings(
  knex: Knex,
  tell: TellOptions,
  now: Date,
): Promise<void> {
  await noteOverdue(knex, now);
  await noteEnds(knex, tell, now);
  await noteStale(knex, now);
}

/**
 * In one statement for however many. What is due later than it was, or sooner,
 * is noted by whoever moves its day; what was overdue before anybody looked for
 * the first time is no news.
 */
async function noteOverdue(knex: Knex, now: Date): Promise<void> {
  const day = today(now);
  const known = await readMark(knex, OVERDUE);
  if (known === String(day)) return;
  await inTransaction(knex, async trx => {
    const before = Number((await readMark(trx, OVERDUE)) ?? day - 1);
    const at = isPostgres(trx) ? '?::timestamptz' : '?';
    await trx.raw(
      `insert into outbox (kind, finding_id, target_id, at)
       select 'overdue', f.id, f.target_id, ${at} from findings as f
       where f.state = 'open' and f.due_day >= ? and f.due_day < ?
       order by f.id`,
      [now, before, day],
    );
    await writeMark(trx, OVERDUE, String(day));
  });
}

/** Decisions about vulnerabilities whose end came near since the last time. */
async function noteEnds(
  knex: Knex,
  { endsAheadMs }: TellOptions,
  now: Date,
): Promise<void> {
  const until = new Date(now.getTime() + endsAheadMs);
  const known = await readMark(knex, ENDS);
  const after = known ? new Date(known) : now;
  if (until <= after) return;
  const ending = () =>
    knex('decisions')
      .where({ subject: ANALYSIS, state: 'active' })
      .where('ends_at', '>', after)
      .where('ends_at', '<=', until);
  const rows = await ending().orderBy('id').select('id', 'ends_at');
  if (rows.length === 0 && known && isRecent(after, until)) return;
  await inTransaction(knex, async trx => {
    await noteNews(
      trx,
      'decision-ends',
      rows.map(({ id, ends_at: endsAt }) => ({
        decisionId: id,
        detail: { endsAt: toDate(endsAt).toISOString() },
      })),
      now,
    );
    await writeMark(trx, ENDS, until.toISOString());
  });
}

/** A mark that is hardly behind is left as it is: a steady state writes nothing. */
function isRecent(mark: Date, until: Date): boolean {
  return until.getTime() - mark.getTime() < 60 * 60_000;
}

/** Sources that are too old, once each time that they become so. */
async function noteStale(knex: Knex, now: Date): Promise<void> {
  const sources = await listAdvisorySources(knex);
  const stale = sources.filter(source => source.stale);
  const marks = await knex('tell_marks')
    .where('name', 'like', `${STALE}%`)
    .pluck('name');
  const names = new Set(stale.map(({ id }) => markOf(id)));
  const added = stale.filter(({ id }) => !marks.includes(markOf(id)));
  const over = marks.filter(name => !names.has(name));
  if (added.length === 0 && over.length === 0) return;
  await inTransaction(knex, async trx => {
    await noteNews(
      trx,
      'source-stale',
      added.map(({ id, title, dataAsOf }) => ({
        detail: { id, title, ...(dataAsOf && { dataAsOf }) },
      })),
      now,
    );
    for (const { id } of added) {
      await writeMark(trx, markOf(id), now.toISOString());
    }
    for await (const chunk of inChunks(over)) {
      await trx('tell_marks').whereIn('name', chunk).delete();
    }
  });
}

function markOf(sourceId: string): string {
  return `${STALE}${sourceId}`.slice(0, 255);
}
