import { decodeText, readJson, readXml } from '@safety-curtain/input';
import { MetadataSourcePausedError } from '@safety-curtain/plugin-supply-chain-node';
import { setTimeout as wait } from 'node:timers/promises';
import { describeUrl, TooLargeError } from '../web/download';
import { version } from '../../../package.json';
import { timeoutSignal } from '../../settings/timers';
import { pauseOf } from './pauses';
import { webTransport } from './webTransport';
import type { Answer, Transport } from './transport';

/** How this product names itself to registries. */
export const USER_AGENT = `safety-curtain/${version} (+https://github.com/safety-curtain/safety-curtain)`;

/** The media types of XML. */
export const XML = 'application/xml, text/xml';

const MAX_REDIRECTS = 5;

/** A registry answered, and not with what was asked for. */
export class RegistryStatusError extends Error {
  name = 'RegistryStatusError';
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

export interface RegistryClientOptions {
  /** For messages: what is asked. */
  title: string;
  timeoutMs: number;
  /** Bytes of one answer at the most, out of its compression. */
  maxBytes: number;
  /** The time from the start of one question to that of the next. */
  intervalMs?: number;
  /** Value of the `Authorization` header for an address, if it gets one. */
  authorizationOf?: (url: string) => string | undefined;
  transport?: Transport;
}

/**
 * Asks a registry politely and with bounds on time, size and redirects. What
 * it does not have (404, 410) is undefined. A registry that wants to be left
 * alone (429, 503 with `Retry-After`) gives a `MetadataSourcePausedError`;
 * everything else that goes wrong an error whose message names no credentials.
 */
export class RegistryClient {
  readonly title: string;
  readonly #options: RegistryClientOptions;
  readonly #transport: Transport;
  #nextAt = 0;

  constructor(options: RegistryClientOptions) {
    this.title = options.title;
    this.#options = options;
    this.#transport = options.transport ?? webTransport;
  }

  /**
   * The JSON at an address, of bounded depth and size in memory.
   *
   * @param accept - the media type that is asked for
   */
  async json(
    url: string,
    signal: AbortSignal,
    accept = 'application/json',
  ): Promise<unknown> {
    const text = await this.text(url, accept, signal);
    return text === undefined
      ? undefined
      : this.#parse(url, () => readJson(text));
  }

  /** The elements of the XML at an address, see `readXml`. */
  async xml(
    url: string,
    signal: AbortSignal,
  ): Promise<ReturnType<typeof readXml> | undefined> {
    const text = await this.text(url, XML, signal);
    return text === undefined
      ? undefined
      : this.#parse(url, () => readXml(text));
  }

  #parse<T>(url: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      // What a parser quotes may be anything; one line of it is enough.
      const reason = (error as Error).message.slice(0, 200);
      throw new Error(
        `${this.title} sent what cannot be read: ${reason}, at ${describeUrl(
          url,
        )}`,
      );
    }
  }

  /**
   * The text at an address.
   *
   * @param accept - the media types that are asked for
   */
  async text(
    url: string,
    accept: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    await this.#takeTurn(signal);
    const { timeoutMs } = this.#options;
    const given = new AbortController();
    const timeout = timeoutSignal(timeoutMs);
    const any = AbortSignal.any([signal, timeout, given.signal]);
    try {
      const answer = await this.#follow(url, accept, any);
      const found = this.#check(url, answer);
      if (found) return await this.#read(url, found, any);
      given.abort();
      return undefined;
    } catch (error) {
      given.abort();
      signal.throwIfAborted();
      if (timeout.aborted) {
        throw new Error(
          `${this.title} took longer than ${timeoutMs} ms at ${describeUrl(
            url,
          )}`,
        );
      }
      throw error;
    }
  }

  /** Waits until the interval since the last question has gone by. */
  async #takeTurn(signal: AbortSignal) {
    signal.throwIfAborted();
    const now = Date.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + (this.#options.intervalMs ?? 0);
    if (at > now) await wait(at - now, undefined, { signal });
  }

  async #follow(url: string, accept: string, signal: AbortSignal) {
    let current = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const answer = await this.#ask(current, accept, signal);
      const target = answer.header('location');
      if (![301, 302, 303, 307, 308].includes(answer.status) || !target) {
        return answer;
      }
      const next = this.#redirected(url, current, target);
      await discard(answer);
      current = next;
    }
    throw new Error(
      `${
        this.title
      } redirects more than ${MAX_REDIRECTS} times from ${describeUrl(url)}`,
    );
  }

  #redirected(asked: string, current: string, target: string): string {
    const next = URL.canParse(target, current) && new URL(target, current);
    const safe =
      next &&
      (next.protocol === 'https:' ||
        (next.protocol === 'http:' && !current.startsWith('https:'))) &&
      !next.username &&
      !next.password;
    if (safe) return next.toString();
    throw new Error(
      `${this.title} redirects to where it is not followed, from ${describeUrl(
        asked,
      )}`,
    );
  }

  async #ask(url: string, accept: string, signal: AbortSignal) {
    const authorization = this.#options.authorizationOf?.(url);
    try {
      return await this.#transport(url, {
        signal,
        headers: {
          accept,
          'user-agent': USER_AGENT,
          ...(authorization && { authorization }),
        },
      });
    } catch (error) {
      throw this.#unreachable(url, error);
    }
  }

  #check(url: string, answer: Answer): Answer | undefined {
    const { status } = answer;
    if (status === 404 || status === 410) return undefined;
    if (status >= 200 && status < 300) return answer;
    const resumesAt = pauseOf(status, answer.header('retry-after'));
    const message = `${
      this.title
    } answered with status ${status} at ${describeUrl(url)}`;
    throw resumesAt
      ? new MetadataSourcePausedError(message, resumesAt)
      : new RegistryStatusError(message, status);
  }

  async #read(url: string, { body }: Answer, signal: AbortSignal) {
    const { maxBytes } = this.#options;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of body) {
        signal.throwIfAborted();
        bytes += chunk.length;
        if (bytes > maxBytes) throw new TooLargeError('', maxBytes);
        chunks.push(chunk);
      }
    } catch (error) {
      if (error instanceof TooLargeError) {
        throw new TooLargeError(
          `The answer of ${this.title} at ${describeUrl(url)}`,
          maxBytes,
        );
      }
      throw this.#unreachable(url, error);
    }
    return decodeText(Buffer.concat(chunks));
  }

  /** Messages of clients may quote addresses and headers: only codes are kept. */
  #unreachable(url: string, error: unknown): Error {
    const { code, cause } = error as { code?: unknown; cause?: unknown };
    const reason =
      [code, (cause as { code?: unknown } | undefined)?.code].find(
        value => typeof value === 'string' && /^[A-Z][A-Z_0-9]+$/.test(value),
      ) ?? 'the connection failed';
    return new Error(
      `${this.title} cannot be read at ${describeUrl(url)}: ${reason}`,
    );
  }
}

/** Lets go of an answer whose body is of no interest. */
async function discard({ body }: Answer): Promise<void> {
  for await (const _ of body) break;
}

/**
 * An address below a registry's own, of segments that are encoded; undefined
 * where a segment would lead elsewhere, which no package's name does.
 */
export function addressBelow(
  base: string,
  segments: readonly string[],
): string | undefined {
  const leadsElsewhere = (segment: string) =>
    /^\.{0,2}$/.test(segment) || /\p{Surrogate}/u.test(segment);
  if (segments.some(leadsElsewhere)) return undefined;
  // An `@` may stand as it is, and some registries know it no other way.
  const path = segments.map(segment =>
    encodeURIComponent(segment).replaceAll('%40', '@'),
  );
  return [base.replace(/\/+$/, ''), ...path].join('/');
}
