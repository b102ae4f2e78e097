import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Retention as RetentionView } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import { isPostgres, toIso } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { holdsInForce } from '../../records/decisions/holds';
import { SOURCE_MEDIA_TYPE } from '../../records/documents/sourceDocument';
import { recordDeletion } from './deletions';
import { DocumentSweep } from './DocumentSweep';
import {
  cutoffOf,
  daysOf,
  ExpiredRecords,
  expiredRecords,
  selectDue,
  selectKept,
} from './RetentionRules';
import type { RetentionOptions } from './options';
import type { BigNumber } from '../../database/tables';
import { counted } from '../../messages/counted';

/** Rows that one statement deletes: short locks, and a place to stop. */
const BATCH = 500;
const SHOWN_DELETIONS = 100;
/** The kind under which a run that went to its end is recorded. */
const RUN = 'run';
const kinds: [ExpiredRecords['kind'], string][] = [
  ['sboms', 'SBOMs, inventories and where packages were'],
  [
    'artifacts',
    'Scan results, resolved findings, changes of services and records of exports',
  ],
  ['logs', 'Scan logs: the files that each scan read, skipped and failed on'],
  ['audit', 'Audit events: who read, exported, decided and changed what'],
];

/** A row that is over; some belong to no one service. */
interface DueRow {
  id: BigNumber;
  entity_ref?: string;
}

/**
 * Deletes what has been kept long enough. What is on hold, in force or
 * referred to stays, and each deletion leaves a record.
 */
export class Retention {
  readonly #knex: Knex;
  readonly #documents: DocumentSweep;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #options: RetentionOptions;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    auditor: AuditorService;
    logger: LoggerService;
    retention: RetentionOptions;
  }) {
    this.#knex = options.knex;
    this.#documents = new DocumentSweep(options);
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#options = options.retention;
  }

  /** One round; stops between batches when the signal says so. */
  async run(signal: AbortSignal, now = new Date()): Promise<void> {
    for (const records of expiredRecords) {
      const days = daysOf(records.kind, this.#options);
      if (days !== undefined) {
        await this.#delete(records, days, now, signal);
      }
    }
    await this.#documents.sweep(
      { snapshots: this.#options.sbomsDays !== undefined },
      signal,
      now,
    );
    await recordDeletion(
      this.#knex,
      { kind: RUN, count: 0, before: now, reason: '' },
      now,
    );
  }

  /** The rules, what they keep, and what they deleted. */
  async describe(now = new Date()): Promise<RetentionView> {
    const knex = this.#knex;
    const holds = await holdsInForce(knex, now);
    const rules: RetentionView['rules'] = [];
    for (const [kind, title] of kinds) {
      const days = daysOf(kind, this.#options);
      const rule = { kind, title, days, due: 0, held: 0 };
      for (const records of expiredRecords) {
        if (records.kind !== kind || days === undefined) continue;
        const before = cutoffOf(days, now);
        rule.due += await count(selectDue(knex, records, before, holds));
        rule.held += await count(selectKept(knex, records, before, holds));
      }
      rules.push({ ...rule, ...(await stored(knex, kind)) });
    }
    const [lastRun, deletions] = await Promise.all([
      knex('deletions').where('kind', RUN).max('at as at').first(),
      knex('deletions')
        .whereNot('kind', RUN)
        .orderBy('id', 'desc')
        .limit(SHOWN_DELETIONS),
    ]);
    return {
      rules,
      lastRunAt: toIso(lastRun?.at),
      deletions: deletions.map(row => ({
        at: toIso(row.at)!,
        kind: row.kind,
        entityRef: row.entity_ref ?? undefined,
        count: row.count,
        before: toIso(row.before),
        reason: row.reason,
      })),
    };
  }

  async #delete(
    records: ExpiredRecords,
    days: number,
    now: Date,
    signal: AbortSignal,
  ) {
    const before = cutoffOf(days, now);
    const reason = `${records.noun}: kept for ${counted(days, 'day')}`;
    for (;;) {
      signal.throwIfAborted();
      const gone = await inTransaction(this.#knex, async trx => {
        // Read again each time: a hold may come while this runs.
        const holds = await holdsInForce(trx, new Date());
        const select = () =>
          selectDue(trx, records, before, holds)
            .orderBy(records.key)
            .limit(BATCH);
        // A scan of theirs may be about to find them again.
        if (records.table === 'findings') {
          await lockTargets(trx, await select().pluck('x.target_id'));
        }
        const due = select().select(`${records.key} as id`);
        if (records.target) {
          due
            .join('targets as entity', 'entity.id', records.target)
            .select('entity.entity_ref');
        }
        // What somebody writes at this moment is for the next round.
        if (isPostgres(trx)) due.forUpdate('x').skipLocked();
        const rows: DueRow[] = await due;
        if (rows.length === 0) return 0;
        const column = records.table === 'scan_files' ? 'scan_id' : 'id';
        await trx(records.table)
          .whereIn(
            column,
            rows.map(row => row.id),
          )
          .delete();
        await this.#recordAll(trx, records, rows, { before, reason, now });
        return rows.length;
      });
      if (gone === 0) return;
      await this.#tell(records, gone, reason);
    }
  }

  /** SBOMs are recorded one entity at a time, the rest together. */
  async #recordAll(
    trx: Knex.Transaction,
    records: ExpiredRecords,
    rows: DueRow[],
    { before, reason, now }: { before: Date; reason: string; now: Date },
  ) {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const key = records.table === 'snapshots' ? row.entity_ref ?? '' : '';
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [entityRef, number] of counts) {
      await recordDeletion(
        trx,
        { kind: records.kind, entityRef, count: number, before, reason },
        now,
      );
    }
  }

  async #tell(records: ExpiredRecords, number: number, reason: string) {
    this.#logger.info(`Deleted ${number} ${reason}`);
    const event = await this.#auditor.createEvent({
      eventId: 'retention-delete',
      severityLevel: 'medium',
      meta: { kind: records.kind, table: records.table, count: number, reason },
    });
    await event.success();
  }
}

/** Of which kind how much there is, told by one table. */
const tables = {
  artifacts: 'scans',
  logs: 'scan_files',
  audit: 'audit_events',
};

async function stored(knex: Knex, kind: ExpiredRecords['kind']) {
  if (kind === 'sboms') {
    const [{ bytes }] = await knex('documents')
      .whereNot('media_type', SOURCE_MEDIA_TYPE)
      .sum({ bytes: 'size' });
    return {
      stored: await count(knex('snapshots')),
      bytes: Number(bytes ?? 0),
    };
  }
  return { stored: await count(knex(tables[kind])) };
}

async function count(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.count('* as count');
  return Number((row as { count: number | string }).count);
}
