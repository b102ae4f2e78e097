import type { Total } from '@safety-curtain/plugin-supply-chain-common';
import { DateTime, type DateTimeFormatOptions } from 'luxon';

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Numbers, times and lists as text, in one language. @public */
export interface Formats {
  /** `1,204`; nothing where there is no number. */
  number(value: number | undefined): string;
  /** A number with so many decimals: `6.3`. */
  decimal(value: number, decimals: number): string;
  /** A count that is honest about its bound: `1,204`, or `10,000+` where counting stopped. */
  total(total: Total): string;
  /** The day of an ISO 8601 time, by the reader's clock unless a zone is named: `Mar 31, 2026`. */
  day(iso: string, zone?: string): string;
  /** An ISO 8601 time by the reader's clock: `Mar 31, 2026, 4:05 PM`. */
  time(iso: string): string;
  /** The same to the second, with the time zone. */
  fullTime(iso: string): string;
  /** How long ago an ISO 8601 time was, or how far it is: `3 days ago`. */
  relative(iso: string): string;
  /** A length of time of zero or more milliseconds: `850 ms`, `4.2 s`, `3 min 5 s`. */
  duration(milliseconds: number): string;
  /** A size in powers of 1,000: `850 B`, `4.2 MB`. */
  bytes(bytes: number): string;
  /**
   * A share in percent. What is there never reads as none of it, and what is
   * missing never as all: `<1%`, `>99%`.
   */
  share(part: number, whole: number): string;
  /** A probability between 0 and 1: `0.04%`, `3.1%`, `97%`. */
  probability(value: number): string;
  /** `npm, Maven, and Go` */
  list(words: readonly string[]): string;
}

/**
 * Makes the formats of a language.
 *
 * @param locale - A BCP 47 language tag.
 * @public
 */
export function formatsOf(locale: string): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale);
  const number = (value: number | undefined) =>
    value === undefined ? '' : numbers.format(value);
  const decimal = (value: number, decimals: number) =>
    value.toLocaleString(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  const percent = (value: number, decimals = 0) =>
    value.toLocaleString(locale, {
      style: 'percent',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  // What is no time is shown as it is: it came from outside.
  const timeAs =
    (format: DateTimeFormatOptions) => (iso: string, zone?: string) => {
      const time = DateTime.fromISO(iso, { locale, zone });
      return time.isValid ? time.toLocaleString(format) : iso;
    };
  return {
    number,
    decimal,
    total: ({ count, atLeast }) => `${number(count)}${atLeast ? '+' : ''}`,
    day: timeAs(DateTime.DATE_MED),
    time: timeAs(DateTime.DATETIME_MED),
    fullTime: timeAs(DateTime.DATETIME_FULL_WITH_SECONDS),
    relative: iso => DateTime.fromISO(iso, { locale }).toRelative() ?? iso,
    duration: milliseconds => {
      if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
      const seconds = milliseconds / 1_000;
      if (seconds < 59.95) return `${decimal(seconds, 1)} s`;
      const whole = Math.round(seconds);
      const rest = whole % 60;
      return `${Math.floor(whole / 60)} min${rest ? ` ${rest} s` : ''}`;
    },
    bytes: bytes => {
      if (bytes < 1_000) return `${bytes} B`;
      let size = bytes;
      let unit = -1;
      do {
        size /= 1_000;
        unit += 1;
      } while (size >= 999.95 && unit < UNITS.length - 1);
      return `${decimal(size, 1)} ${UNITS[unit]}`;
    },
    share: (part, whole) => {
      const share = whole > 0 ? part / whole : 0;
      if (share > 0 && share < 0.01) return `<${percent(0.01)}`;
      if (share > 0.99 && share < 1) return `>${percent(0.99)}`;
      return percent(share);
    },
    probability: value => {
      if (value >= 0.1) return percent(value);
      return percent(value, value >= 0.01 ? 1 : 2);
    },
    list: words => lists.format(words),
  };
}
