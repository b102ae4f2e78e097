import type { Knex } from 'knex';
import { inChunks, toBoolean } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { noteFindings } from '../outbox/outbox';
import { rulesOnEpss } from './retriage';
import { severityOfNumber } from './severity';
import { shiftTargetCounts } from './targetCounts';
import type { DbFindingsRow, Flag } from '../../database/tables';

/** What findings carry of their vulnerability, so that lists are sorted by index. */
const rating: [column: string, ofVulnerability: string][] = [
  ['severity', 'vulnerability.severity'],
  ['score', 'coalesce(vulnerability.score, -1)'],
  ['epss', 'coalesce(vulnerability.epss, -1)'],
  ['known_exploited', 'vulnerability.known_exploited'],
  ['malicious', 'vulnerability.malicious'],
];

const DIFFERS = rating
  .map(([column, ofVulnerability]) => `f.${column} <> ${ofVulnerability}`)
  .join(' or ');

/** Rules look at the rating; most days only scores change, and few rules read those. */
const RETRIAGED = `findings.severity <> vulnerability.severity
  or findings.known_exploited <> vulnerability.known_exploited
  or exists ?`;

/**
 * Carries the rating of vulnerabilities over to their findings, at most `limit` of those
 * that differ. Gives how many that were (fewer than `limit`: all are in step)
 * and the targets where a severity or a known-exploited mark changed. The
 * caller shares the matching lock.
 */
export async function rateFindings(
  trx: Knex.Transaction,
  vulnerabilityIds: number[],
  limit: number,
  now: Date,
): Promise<{ rated: number; targetIds: Set<number> }> {
  const differing = trx('findings as f')
    .join(
      'vulnerabilities as vulnerability',
      'vulnerability.id',
      'f.vulnerability_id',
    )
    .whereIn('f.vulnerability_id', vulnerabilityIds)
    .whereRaw(`(${DIFFERS})`);
  const seen: { id: number | string; target_id: number }[] = await differing
    .clone()
    .orderBy(['f.target_id', 'f.id'])
    .limit(limit)
    .select('f.id', 'f.target_id');
  await lockTargets(
    trx,
    seen.map(row => row.target_id),
  );
  const targetIds = new Set<number>();
  for await (const chunk of inChunks(seen)) {
    // Looked at again: until they were locked, others could change them.
    const rows = await differing
      .clone()
      .whereIn(
        'f.id',
        chunk.map(row => row.id),
      )
      .select(
        'f.id',
        'f.target_id',
        'f.state',
        'f.severity',
        'vulnerability.severity as next_severity',
        trx.raw(
          `(vulnerability.known_exploited and not f.known_exploited) as exploited`,
        ),
        trx.raw(
          `(f.severity <> vulnerability.severity or f.known_exploited <> vulnerability.known_exploited
              or f.malicious <> vulnerability.malicious) as rerated`,
        ),
      );
    for (const row of await rateRows(trx, rows, now)) {
      targetIds.add(row.target_id);
    }
  }
  return { rated: seen.length, targetIds };
}

/** A finding as it was rated until now. */
interface RatedRow
  extends Pick<DbFindingsRow, 'id' | 'target_id' | 'state' | 'severity'> {
  next_severity: number;
  exploited: Flag;
  rerated: Flag;
}

/** Gives those of which more changed than a score. */
async function rateRows(
  trx: Knex.Transaction,
  rows: RatedRow[],
  now: Date,
): Promise<RatedRow[]> {
  if (rows.length === 0) return [];
  const rerated = rows.filter(row => toBoolean(row.rerated));
  const counted = rerated.flatMap(row => (row.state === 'open' ? row.id : []));
  await shiftTargetCounts(trx, counted, -1);
  const assignments = rating.map(
    ([column, ofVulnerability]) => `${column} = ${ofVulnerability}`,
  );
  await trx.raw(
    `update findings set ${assignments.join(', ')},
       triage_changes = triage_changes + case when ${RETRIAGED} then 1 else 0 end
     from vulnerabilities as vulnerability
     where vulnerability.id = findings.vulnerability_id
       and findings.id in (${rows.map(() => '?').join(', ')})`,
    [rulesOnEpss(trx), ...rows.map(row => row.id)],
  );
  await shiftTargetCounts(trx, counted, 1);
  if (rerated.length > 0) {
    await trx('finding_events').insert(
      rerated.map(row => ({
        finding_id: row.id,
        target_id: row.target_id,
        at: now,
        kind: 'rerated',
        detail: [row.severity, row.next_severity]
          .map(severityOfNumber)
          .join(' '),
      })),
    );
    await noteRated(trx, rerated, now);
  }
  return rerated;
}

/** That one is exploited is told before what else it is rated. */
async function noteRated(
  trx: Knex.Transaction,
  rows: readonly RatedRow[],
  now: Date,
): Promise<void> {
  const live = rows.filter(({ state }) => state !== 'resolved');
  const isNewlyExploited = (row: RatedRow) => toBoolean(row.exploited);
  await noteFindings(trx, 'exploited', live.filter(isNewlyExploited), now);
  const others = live.filter(row => !isNewlyExploited(row));
  for (const severity of new Set(others.map(row => row.severity))) {
    await noteFindings(
      trx,
      'rerated',
      others.filter(row => row.severity === severity),
      now,
      { from: severityOfNumber(severity) },
    );
  }
}
