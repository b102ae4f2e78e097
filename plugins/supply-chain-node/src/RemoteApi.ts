import type { JsonObject, JsonValue } from '@backstage/types';

/**
 * Another system did not do what it was asked, and may do it later: it cannot
 * be reached, is slow, limits how often it is asked, or answers nonsense.
 *
 * @public
 */
export class RemoteUnavailableError extends Error {
  name = 'RemoteUnavailableError';
  /** When it wants to be asked again, where it says so. */
  readonly retryAt?: Date;

  constructor(message: string, options: { retryAt?: Date } = {}) {
    super(message);
    this.retryAt = options.retryAt;
  }
}

/**
 * Another system understood and said no. Asking the same again is of no use.
 *
 * @public
 */
export class RemoteRefusedError extends Error {
  name = 'RemoteRefusedError';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** @public */
export interface RemoteRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base address, with its query: `/repos/a/b/issues?state=open`. */
  path: string;
  body?: JsonObject;
  signal: AbortSignal;
}

/** @public */
export interface RemoteAnswer {
  status: number;
  headers: Headers;
  /** Undefined where the answer has no content. */
  body: JsonValue | undefined;
}

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** A limit that is longer than this is asked about again before it ends. */
const LONGEST_WAIT_MS = 6 * 60 * 60_000;
const LONGEST_REASON = 300;

/**
 * Asks a system that speaks JSON over HTTP, as forges and trackers do. An
 * answer has a bound in time and size, redirects are not followed (they would
 * take the token along), and what goes wrong is one of two errors, neither of
 * which names more than the system and its reason.
 *
 * @public
 */
export class RemoteApi {
  readonly #name: string;
  readonly #baseUrl: string;
  readonly #headers: () => Promise<Record<string, string>>;
  readonly #timeoutMs: number;
  readonly #maxBytes: number;

  /**
   * @param options - `name` is what people call it: `GitHub`; `baseUrl` has no
   *   slash at its end; `headers` are asked for before each request, for tokens
   *   that run out
   */
  constructor(options: {
    name: string;
    baseUrl: string;
    headers?: () => Promise<Record<string, string>>;
    timeoutMs?: number;
    maxBytes?: number;
  }) {
    this.#name = options.name;
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#headers = options.headers ?? (async () => ({}));
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
  }

  /**
   * Gives an answer of success. Throws `RemoteUnavailableError` or
   * `RemoteRefusedError`; the signal's reason where it was aborted.
   */
  async request(request: RemoteRequest): Promise<RemoteAnswer> {
    const { signal } = request;
    const response = await this.#send(request);
    const text = await this.#read(response, signal);
    if (response.status >= 400) throw this.#errorOf(response, text);
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : this.#parse(text),
    };
  }

  async #send({ method = 'GET', path, body, signal }: RemoteRequest) {
    const headers = {
      Accept: 'application/json',
      'User-Agent': 'safety-curtain',
      ...(body && { 'Content-Type': 'application/json' }),
      ...(await this.#headers()),
    };
    return this.#reached(signal, () =>
      fetch(`${this.#baseUrl}${path}`, {
        method,
        headers,
        body: body && JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]),
      }),
    );
  }

  async #read(response: Response, signal: AbortSignal): Promise<string> {
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new RemoteUnavailableError(
        `${this.#name} sends to another address, which is not followed`,
      );
    }
    return this.#reached(signal, async () => {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of response.body ?? []) {
        bytes += chunk.length;
        if (bytes > this.#maxBytes) {
          throw new RemoteUnavailableError(
            `${this.#name} answers with more than ${this.#maxBytes} bytes`,
          );
        }
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString('utf8');
    });
  }

  /** What `fetch` throws names addresses, and says little else. */
  async #reached<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RemoteUnavailableError) throw error;
      const late = (error as Error).name === 'TimeoutError';
      throw new RemoteUnavailableError(
        late
          ? `${this.#name} did not answer within ${
              this.#timeoutMs / 1000
            } seconds`
          : `${this.#name} cannot be reached`,
      );
    }
  }

  #parse(text: string): JsonValue {
    try {
      return JSON.parse(text);
    } catch {
      throw new RemoteUnavailableError(
        `${this.#name} answers with something that is no JSON`,
      );
    }
  }

  #errorOf({ status, headers }: Response, text: string): Error {
    const retryAt = retryAtOf(headers);
    const limited =
      status === 429 ||
      (status === 403 &&
        (headers.has('retry-after') ||
          headers.get('x-ratelimit-remaining') === '0'));
    if (limited) {
      return new RemoteUnavailableError(
        `${this.#name} limits how often it is asked (${status})`,
        { retryAt },
      );
    }
    if (status === 408 || status >= 500) {
      return new RemoteUnavailableError(`${this.#name} answers ${status}`, {
        retryAt,
      });
    }
    return new RemoteRefusedError(
      `${this.#name} answers ${status}${reasonOf(text)}`,
      status,
    );
  }
}

/** `Retry-After` (RFC 9110, 10.2.3) in seconds or as a date, or when a limit is reset. */
function retryAtOf(headers: Headers): Date | undefined {
  const after = headers.get('retry-after');
  const reset =
    headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  let at = NaN;
  if (after !== null) {
    at = /^\d+$/.test(after)
      ? Date.now() + Number(after) * 1000
      : Date.parse(after);
  } else if (reset !== null && /^\d+$/.test(reset)) {
    at = Number(reset) * 1000;
  }
  if (!Number.isFinite(at) || at < Date.now()) return undefined;
  return new Date(Math.min(at, Date.now() + LONGEST_WAIT_MS));
}

/** What an error's body says, as forges and trackers write it. */
function reasonOf(text: string): string {
  let said: unknown;
  try {
    const body = JSON.parse(text);
    said = body?.message ?? body?.error ?? body?.errorMessages?.[0];
  } catch {
    return '';
  }
  if (said === undefined) return '';
  const reason = typeof said === 'string' ? said : JSON.stringify(said);
  return `: ${reason.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST_REASON)}`;
}
