import type { Knex } from 'knex';
import { inChunks, toDate } from '../../database/dialect';

/**
 * When a file counts as damaged although it could be read: some formats cannot
 * tell that the rest of a file is missing.
 */
export interface SuddenLossRules {
  /** The share of a file's components that may go at once, from 0 to 1. */
  fraction: number;
  /** Files that had fewer components are left alone, unless they lost them all. */
  leastComponents: number;
  /** How long a loss is remembered; then what is left counts as all there was. */
  rememberMs: number;
}

/** A file that has far fewer components than it had when it was last whole. */
export interface SuddenLoss {
  /** Components at its last good reading. */
  before: number;
  since: Date;
}

/** A loss that was not there before. */
export interface NewLoss extends SuddenLoss {
  /** The file's path. */
  manifest: string;
  /** Components that it has now. */
  after: number;
}

/** What is known of a file from its readings before. */
export interface EarlierReading {
  components: number;
  loss?: SuddenLoss;
}

/**
 * The loss that a reading shows. A loss stands, however often the file is read
 * again, until enough of its components are back or it is forgotten.
 */
export function lossOf(
  components: number,
  earlier: EarlierReading | undefined,
  rules: SuddenLossRules | undefined,
  now: Date,
): SuddenLoss | undefined {
  if (!rules || !earlier) return undefined;
  const { loss } = earlier;
  const remembered =
    loss && now.getTime() - loss.since.getTime() < rules.rememberMs
      ? loss
      : undefined;
  const before = Math.max(remembered?.before ?? 0, earlier.components);
  const lost = before - components;
  const isLarge =
    before >= rules.leastComponents && lost > before * rules.fraction;
  // Of nothing left nobody can tell whether that was meant, however little it was.
  return isLarge || (components === 0 && before > 0)
    ? { before, since: remembered?.since ?? now }
    : undefined;
}

/** The last readings of the manifests of a series, by path. */
export async function earlierReadings(
  trx: Knex.Transaction,
  targetId: number,
  series: string,
): Promise<Map<string, EarlierReading>> {
  const rows = await trx('target_manifests')
    .where({ target_id: targetId, series })
    .select('id', 'path', 'loss_before', 'loss_since');
  const counts = new Map<number, number>();
  for await (const ids of inChunks(rows.map(row => row.id))) {
    const counted = await trx('target_components')
      .whereIn('manifest_id', ids)
      .groupBy('manifest_id')
      .select('manifest_id')
      .count({ count: '*' });
    for (const { manifest_id: id, count } of counted) {
      counts.set(Number(id), Number(count));
    }
  }
  return new Map(
    rows.map(row => [
      row.path,
      {
        components: counts.get(row.id) ?? 0,
        ...(row.loss_before !== null && {
          loss: { before: row.loss_before, since: toDate(row.loss_since) },
        }),
      },
    ]),
  );
}
