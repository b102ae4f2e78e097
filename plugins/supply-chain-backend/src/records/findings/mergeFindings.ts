import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import type { DbVulnerabilityFindingsRow } from '../../database/tables';
import { queueScoring } from '../scoring/queue';
import { refreshTargetCounts } from './targetCounts';

/** A vulnerability that went into another one. */
export interface VulnerabilityMerge {
  fromVulnerability: number;
  intoVulnerability: number;
}

/** Two findings of one package in one target that are one now. */
interface Pair {
  goneId: number;
  keptId: number;
  targetId: number;
}

/**
 * Vulnerabilities turned out to be the same: where a target has findings of both, they
 * become one, with the earlier first sight and the history and reopenings of
 * both. All merges are done in a few statements. The caller has the matching
 * lock alone.
 */
export async function mergeFindings(
  trx: Knex.Transaction,
  merges: VulnerabilityMerge[],
  now: Date,
): Promise<void> {
  if (merges.length === 0) return;
  const pairs = await doubledFindings(trx, merges);
  const targetIds = new Set(pairs.map(pair => pair.targetId));
  await lockTargets(trx, targetIds);
  for await (const chunk of inChunks(pairs)) await mergePairs(trx, chunk, now);
  for await (const chunk of inChunks(merges)) {
    const moved = `with moved(from_vulnerability, into_vulnerability) as (values ${listOf(
      chunk.map(merge => [merge.fromVulnerability, merge.intoVulnerability]),
    )})`;
    await trx.raw(
      `${moved}
       update tool_results set vulnerability_id = moved.into_vulnerability
       from moved where tool_results.vulnerability_id = moved.from_vulnerability`,
    );
    await trx.raw(
      `${moved}
       update findings set vulnerability_id = moved.into_vulnerability,
         triage_changes = triage_changes + 1
       from moved where findings.vulnerability_id = moved.from_vulnerability`,
    );
  }
  await refreshTargetCounts(trx, [...targetIds]);
  await queueScoring(trx, targetIds, now);
}

/** Of the findings that become one, that of the vulnerability which stays is kept, else the oldest. */
async function doubledFindings(
  trx: Knex.Transaction,
  merges: VulnerabilityMerge[],
): Promise<Pair[]> {
  const into = new Map(
    merges.map(m => [m.fromVulnerability, m.intoVulnerability]),
  );
  const vulnerabilityIds = [
    ...new Set(merges.flatMap(m => [m.fromVulnerability, m.intoVulnerability])),
  ];
  const kept = new Map<string, number>();
  const pairs: Pair[] = [];
  const rows = [];
  for await (const chunk of inChunks(vulnerabilityIds)) {
    rows.push(
      ...(await trx('findings')
        .whereIn('vulnerability_id', chunk)
        .select<
          Pick<
            DbVulnerabilityFindingsRow,
            'id' | 'target_id' | 'package_id' | 'vulnerability_id'
          >[]
        >('id', 'target_id', 'package_id', 'vulnerability_id')),
    );
  }
  rows.sort(
    (a, b) =>
      Number(into.has(a.vulnerability_id)) -
        Number(into.has(b.vulnerability_id)) || Number(a.id) - Number(b.id),
  );
  for (const row of rows) {
    const vulnerabilityId =
      into.get(row.vulnerability_id) ?? row.vulnerability_id;
    const key = `${row.target_id}:${row.package_id}:${vulnerabilityId}`;
    const keptId = kept.get(key);
    if (keptId === undefined) {
      kept.set(key, Number(row.id));
    } else {
      pairs.push({ goneId: Number(row.id), keptId, targetId: row.target_id });
    }
  }
  return pairs.sort((a, b) => a.keptId - b.keptId || a.goneId - b.goneId);
}

async function mergePairs(
  trx: Knex.Transaction,
  pairs: Pair[],
  now: Date,
): Promise<void> {
  const pair = `pair(gone_id, kept_id) as (values ${listOf(
    pairs.map(({ goneId, keptId }) => [goneId, keptId]),
  )})`;
  const least = isPostgres(trx) ? 'least' : 'min';
  // Open wins; what links and matches say is reconciled right after.
  const back = `findings.state = 'resolved' and both_of.presence > 0`;
  await trx.raw(
    `with ${pair}, both_of as (
       select pair.kept_id, min(f.first_seen_at) as first_seen_at,
         sum(f.reopened) as reopened,
         max(case f.state when 'open' then 2 when 'dismissed' then 1 else 0 end) as presence
       from pair join findings as f on f.id = pair.gone_id
       group by pair.kept_id
     )
     update findings set
       first_seen_at = ${least}(findings.first_seen_at, both_of.first_seen_at),
       reopened = findings.reopened + both_of.reopened,
       triage_changes = findings.triage_changes + 1,
       resolved_at = case when ${back} then null else findings.resolved_at end,
       resolved_reason = case when ${back} then null else findings.resolved_reason end,
       state = case when both_of.presence = 2 then 'open'
         when ${back} then 'dismissed' else findings.state end
     from both_of where both_of.kept_id = findings.id`,
  );
  await trx.raw(
    `with ${pair}
     update finding_events set finding_id = pair.kept_id
     from pair where finding_events.finding_id = pair.gone_id`,
  );
  await trx.raw(
    `with ${pair}
     update outbox set finding_id = pair.kept_id
     from pair where outbox.finding_id = pair.gone_id`,
  );
  await trx('finding_events').insert(
    pairs.map(({ keptId, targetId }) => ({
      finding_id: keptId,
      target_id: targetId,
      at: now,
      kind: 'merged',
    })),
  );
  await trx('findings')
    .whereIn(
      'id',
      pairs.map(({ goneId }) => goneId),
    )
    .delete();
}

/** Numbers of our own as SQL: `(1, 2), (3, 4)`. */
function listOf(rows: number[][]): string {
  return rows.map(row => `(${row.map(Number).join(', ')})`).join(', ');
}
