/** How often a request that may succeed later is made again. */
const RETRIES = 3;
const FIRST_WAIT_MS = 1000;
/** No build should stand still for longer. */
const LONGEST_WAIT_MS = 60_000;

/** A server that could not be reached, or could not answer now. */
export class UnavailableError extends Error {
  name = 'UnavailableError';
}

const pause = (milliseconds: number) =>
  new Promise<void>(resolve => setTimeout(resolve, milliseconds));

/**
 * Makes a request, and again while the server cannot be reached, answers 429
 * or fails. Waits as `Retry-After` says (RFC 9110, section 10.2.3), else twice
 * as long each time. Throws `UnavailableError` once it gives up.
 */
export async function retrying(
  request: () => Promise<Response>,
  wait: (milliseconds: number) => Promise<void> = pause,
): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOf(request);
    if (outcome instanceof Response && !mayPass(outcome)) return outcome;
    const delay =
      (outcome instanceof Response && retryAfter(outcome)) ||
      FIRST_WAIT_MS * 2 ** attempt;
    if (attempt >= RETRIES || delay > LONGEST_WAIT_MS) {
      throw new UnavailableError(describe(outcome));
    }
    if (outcome instanceof Response) await outcome.body?.cancel();
    await wait(delay);
  }
}

async function attemptOf(request: () => Promise<Response>) {
  try {
    return await request();
  } catch (error) {
    return error as Error;
  }
}

function mayPass({ status }: Response): boolean {
  return status === 429 || status >= 500;
}

/** Milliseconds; undefined where the answer does not say. */
function retryAfter({ headers }: Response): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Math.max(Number(text) * 1000, 1);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(date - Date.now(), 1);
}

function describe(outcome: Response | Error): string {
  if (outcome instanceof Response)
    return `the server answers ${outcome.status}`;
  const { cause, message } = outcome;
  return cause instanceof Error ? cause.message || message : message;
}
