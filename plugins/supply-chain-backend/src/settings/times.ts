/** Spread over a quarter more or less, so that not all is due at once. */
export function around(ms: number): number {
  return ms * (0.75 + Math.random() / 2);
}

/** A time that can be one: neither broken nor in the future. */
export function pastDate(date: unknown, now: Date): Date | null {
  return date instanceof Date && date.getTime() > 0 && date <= now
    ? date
    : null;
}
