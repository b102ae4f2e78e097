const HOUR_MS = 60 * 60_000;
/** Where a registry has had enough but does not say for how long. */
const UNSAID_MS = 60_000;
const LEAST_MS = 1000;

/**
 * Until when a registry wants to be left alone, if an answer says so: status
 * 429, or 503 with `Retry-After` in seconds or as a date (RFC 9110, section
 * 10.2.3; RFC 6585, section 4). At the most an hour from now.
 */
export function pauseOf(
  status: number,
  retryAfter: string | undefined,
  now = Date.now(),
): Date | undefined {
  const asked =
    retryAfter === undefined ? undefined : readDelay(retryAfter, now);
  if (status !== 429 && (status !== 503 || asked === undefined)) {
    return undefined;
  }
  const delay = Math.min(HOUR_MS, Math.max(LEAST_MS, asked ?? UNSAID_MS));
  return new Date(now + delay);
}

function readDelay(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,12}$/.test(trimmed)) return Number(trimmed) * 1000;
  // Dates of RFC 9110 begin with the name of a day.
  const at = /^[A-Z][a-z]/.test(trimmed) ? Date.parse(trimmed) : NaN;
  return Number.isNaN(at) ? undefined : at - now;
}
