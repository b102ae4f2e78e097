import { asText } from '@safety-curtain/input';
/**
 * A moment of a date as people write it in ignore files: a day is over when it ends in UTC.
 *
 * @returns undefined for what is no date
 */
export function endOf(value: unknown): { at: string } | undefined {
  const text =
    value instanceof Date ? value.toISOString() : asText(value ?? '');
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (day) {
    const [, year, month, date] = day.map(Number);
    const next = new Date(Date.UTC(year, month - 1, date + 1));
    const isReal =
      new Date(Date.UTC(year, month - 1, date)).getUTCDate() === date;
    return isReal ? { at: next.toISOString() } : undefined;
  }
  if (!/\d{4}/.test(text)) return undefined;
  // Words such as `1 Dec 2026` have no zone: read in UTC, and not in that of the machine.
  const hasZone = /(?:Z|[+-]\d\d:?\d\d|GMT|UTC)\s*$/i.test(text);
  const time = Date.parse(hasZone ? text : `${text} UTC`);
  return Number.isNaN(time) ? undefined : { at: new Date(time).toISOString() };
}
