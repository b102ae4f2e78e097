import { NotFoundError } from '@backstage/errors';
import type { GateOutcome } from '@safety-curtain/policy';
import type { AlertLevel } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import type { DbTargetsRow, Timestamp } from '../../database/tables';
import { levelOf } from '../../records/alerts/levels';
import { type BadgePart, badgeSvg } from './badgeSvg';
import { type Gates, gatedColumns } from './Gates';

/** Readmes are read often: a badge is made once in so long. */
export const BADGE_AGE_MS = 5 * 60_000;
/** Badges that are kept. */
const KEPT = 1000;
const DAY_MS = 24 * 60 * 60_000;

const levelTones: Record<AlertLevel, BadgePart['tone']> = {
  high: 'bad',
  medium: 'doubt',
  low: 'good',
  unknown: 'quiet',
};
const gateTones: Record<GateOutcome, BadgePart['tone']> = {
  block: 'bad',
  warn: 'doubt',
  allow: 'good',
};

/** Badges of services: alert level, gate, and how fresh both are. */
export class Badges {
  readonly #knex: Knex;
  readonly #gates: Gates;
  readonly #staleMs: number;
  readonly #kept = new Map<string, { svg: string; until: number }>();

  /** `staleMs`: a good scan that is older is no longer fresh. */
  constructor(options: { knex: Knex; gates: Gates; staleMs: number }) {
    this.#knex = options.knex;
    this.#gates = options.gates;
    this.#staleMs = options.staleMs;
  }

  /** The badge of a service as SVG; throws `NotFoundError` where there is none. */
  async of(entityRef: string, now: Date): Promise<string> {
    const kept = this.#kept.get(entityRef);
    if (kept && kept.until > now.getTime()) return kept.svg;
    this.#kept.delete(entityRef);
    const svg = await this.#make(entityRef, now);
    this.#kept.set(entityRef, { svg, until: now.getTime() + BADGE_AGE_MS });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return svg;
  }

  async #make(entityRef: string, now: Date): Promise<string> {
    const target = await this.#knex('targets')
      .where('entity_ref', entityRef)
      .whereNull('removed_at')
      .first(...gatedColumns, 'name', 'alert_level', 'last_read_at');
    if (!target) throw new NotFoundError('There is no such badge');
    const { outcome } = await this.#gates.judgeService(target, now);
    const level = levelOf(target.alert_level);
    return badgeSvg(target.name, [
      { label: 'alert level', value: level, tone: levelTones[level] },
      { label: 'gate', value: outcome, tone: gateTones[outcome] },
      freshnessOf(lastReadAt(target), this.#staleMs, now),
    ]);
  }
}

type Read = Pick<
  DbTargetsRow,
  'last_good_scan_at' | 'last_upload_at' | 'last_read_at'
>;

function lastReadAt(target: Read): Date | undefined {
  const times = [
    target.last_good_scan_at,
    target.last_upload_at,
    target.last_read_at,
  ]
    .filter((time): time is Timestamp => time !== null)
    .map(time => toDate(time).getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

function freshnessOf(
  readAt: Date | undefined,
  staleMs: number,
  now: Date,
): BadgePart {
  const label = 'scanned';
  if (!readAt) return { label, value: 'never', tone: 'quiet' };
  const age = now.getTime() - readAt.getTime();
  const days = Math.floor(age / DAY_MS);
  const ago = days === 1 ? '1 day ago' : `${days} days ago`;
  return {
    label,
    value: days < 1 ? 'today' : ago,
    tone: age > staleMs ? 'doubt' : 'good',
  };
}
