import { readJson } from '@safety-curtain/input';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { timeoutSignal } from '../../settings/timers';
import { USER_AGENT } from '../registries/RegistryClient';
import type { Answer, Transport } from '../registries/transport';
import { describeUrl, limitBytes, TooLargeError } from '../web/download';
import { PrivateAddressError } from './addresses';
import { challengeOf, readToken, type Challenge } from './challenge';
import {
  type Descriptor,
  DIGEST,
  digestOf,
  manifestOf,
  type OciManifest,
} from './manifest';
import { ociTransport } from './ociTransport';
import type { ImageRegistry } from './options';

/** A registry did not give what was asked for. */
export class OciError extends Error {
  name = 'OciError';
}

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const INDEX = 'application/vnd.oci.image.index.v1+json';
/** OCI distribution specification, "Pushing Manifests": registries take no larger ones. */
const MOST_MANIFEST = 4 * 1024 * 1024;
/** What registries without the referrers API answer to it. */
const NO_API = [400, 404, 405, 406, 501];
const MOST_TOKEN = 64 * 1024;
const MAX_REDIRECTS = 5;

/**
 * Reads one registry by the OCI distribution specification 1.1, with bounds on
 * time, size and redirects. What it sends must have the digest that it was asked
 * for. Its credentials go to its own host, and to the one that gives tokens for
 * it where the configuration says which; addresses that are not public are
 * asked where the configuration names their hosts.
 */
export class OciClient {
  readonly #registry: ImageRegistry;
  readonly #timeoutMs: number;
  readonly #transport: Transport;
  /** Values of the `Authorization` header by repository. */
  readonly #granted = new Map<string, string>();

  constructor(options: {
    registry: ImageRegistry;
    timeoutMs: number;
    transport?: Transport;
  }) {
    this.#registry = options.registry;
    this.#timeoutMs = options.timeoutMs;
    const { url, allowPrivate, trustedHosts } = options.registry;
    const trusted = new Set([
      ...(allowPrivate ? [new URL(url).host] : []),
      ...trustedHosts,
    ]);
    this.#transport =
      options.transport ?? ociTransport(host => trusted.has(host));
  }

  /**
   * The manifest or index at a tag or digest; undefined where there is none.
   */
  manifest(
    repository: string,
    reference: string,
    signal: AbortSignal,
  ): Promise<OciManifest | undefined> {
    return this.#within(signal, async any => {
      const path = `manifests/${reference}`;
      const answer = await this.#get(repository, path, MEDIA_TYPES, any);
      if (!answer) return undefined;
      const bytes = await this.#read(answer, MOST_MANIFEST, path);
      const digest = digestOf(bytes);
      const told = answer.header('docker-content-digest');
      const expected = DIGEST.test(reference) ? reference : told;
      if (expected?.startsWith('sha256:') && expected !== digest) {
        throw this.#otherDigest(path, expected, digest);
      }
      return manifestOf(digest, this.#json(bytes, path));
    });
  }

  /** What refers to a content: by the referrers API, or else by the fallback tag. */
  async referrers(
    repository: string,
    digest: string,
    signal: AbortSignal,
  ): Promise<Descriptor[]> {
    const path = `referrers/${digest}`;
    const listed = await this.#within(signal, async any => {
      const answer = await this.#get(repository, path, INDEX, any, NO_API);
      const type = answer?.header('content-type') ?? '';
      // A page for people is no list either.
      if (!answer || !/json/i.test(type)) return undefined;
      const bytes = await this.#read(answer, MOST_MANIFEST, path);
      return manifestOf(digestOf(bytes), this.#json(bytes, path)).manifests;
    });
    if (listed) return listed;
    const tag = digest.replace(':', '-');
    return (await this.manifest(repository, tag, signal))?.manifests ?? [];
  }

  /** Fetches a content into a file; throws where it has another digest or size than it should. */
  blob(
    repository: string,
    { digest }: Pick<Descriptor, 'digest'>,
    file: string,
    options: { maxBytes: number; signal: AbortSignal },
  ): Promise<void> {
    return this.#within(options.signal, async any => {
      const path = `blobs/${digest}`;
      const answer = await this.#get(repository, path, '*/*', any);
      if (!answer) throw this.#error('does not have', path);
      const hash = createHash('sha256');
      const digesting = new Transform({
        transform(chunk, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(
        answer.body,
        limitBytes(options.maxBytes, `What ${this.#registry.host} sends`),
        digesting,
        createWriteStream(file, { mode: 0o600 }),
        { signal: any },
      );
      const got = `sha256:${hash.digest('hex')}`;
      if (got !== digest) throw this.#otherDigest(path, digest, got);
    });
  }

  /** A small JSON content, such as an image's configuration. */
  json(
    repository: string,
    descriptor: Pick<Descriptor, 'digest'>,
    signal: AbortSignal,
  ): Promise<unknown> {
    return this.#small(repository, descriptor, signal, (bytes, path) =>
      this.#json(bytes, path),
    );
  }

  /** A small content as text, such as a signature. */
  text(
    repository: string,
    descriptor: Pick<Descriptor, 'digest'>,
    signal: AbortSignal,
  ): Promise<string> {
    return this.#small(repository, descriptor, signal, bytes =>
      bytes.toString('utf8'),
    );
  }

  #small<T>(
    repository: string,
    { digest }: Pick<Descriptor, 'digest'>,
    signal: AbortSignal,
    read: (bytes: Buffer, path: string) => T,
  ): Promise<T> {
    return this.#within(signal, async any => {
      const path = `blobs/${digest}`;
      const answer = await this.#get(repository, path, '*/*', any);
      if (!answer) throw this.#error('does not have', path);
      const bytes = await this.#read(answer, MOST_MANIFEST, path);
      const got = digestOf(bytes);
      if (got !== digest) throw this.#otherDigest(path, digest, got);
      return read(bytes, path);
    });
  }

  /** Bounds the time of one question, its answer included, and lets go of it at the end. */
  async #within<T>(
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const timeout = timeoutSignal(this.#timeoutMs);
    const done = new AbortController();
    try {
      return await ask(AbortSignal.any([signal, timeout, done.signal]));
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) {
        throw this.#error(`took longer than ${this.#timeoutMs} ms`);
      }
      if (
        error instanceof OciError ||
        error instanceof TooLargeError ||
        error instanceof PrivateAddressError
      ) {
        throw error;
      }
      throw this.#unreachable(error);
    } finally {
      done.abort();
    }
  }

  /** The answer for something of a repository, with a token where one is asked for; undefined where it is absent. */
  async #get(
    repository: string,
    path: string,
    accept: string,
    signal: AbortSignal,
    absent: readonly number[] = [404],
  ): Promise<Answer | undefined> {
    const url = `${this.#registry.url}/v2/${repository}/${path}`;
    const ask = () =>
      this.#follow(url, accept, this.#authorizationFor(repository), signal);
    let answer = await ask();
    if (answer.status === 401) {
      await this.#grant(repository, answer, signal);
      answer = await ask();
    }
    const { status } = answer;
    if (absent.includes(status)) return undefined;
    if (status >= 200 && status < 300) return answer;
    const why =
      status === 401 || status === 403 ? ' (it wants other credentials)' : '';
    throw this.#error(`answered with status ${status}${why}`, path);
  }

  async #follow(
    url: string,
    accept: string,
    authorization: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { origin } = new URL(url);
    let current = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const isOwn = new URL(current).origin === origin;
      const answer = await this.#transport(current, {
        signal,
        headers: {
          accept,
          'user-agent': USER_AGENT,
          ...(isOwn && authorization && { authorization }),
        },
      });
      const target = answer.header('location');
      if (![301, 302, 303, 307, 308].includes(answer.status) || !target) {
        return answer;
      }
      current = this.#redirected(current, target);
    }
    throw this.#error(`redirects more than ${MAX_REDIRECTS} times`);
  }

  /** Where a redirect leads; plain HTTP only where the registry itself is asked so. */
  #redirected(current: string, target: string): string {
    const next = URL.canParse(target, current) && new URL(target, current);
    const safe =
      next &&
      (next.protocol === 'https:' ||
        (next.protocol === 'http:' &&
          this.#registry.url.startsWith('http:'))) &&
      !next.username &&
      !next.password;
    if (safe) return next.toString();
    throw this.#error('redirects to where it is not followed');
  }

  #authorizationFor(repository: string): string | undefined {
    const { token } = this.#registry;
    return token ? `Bearer ${token}` : this.#granted.get(repository);
  }

  #basic(): string | undefined {
    const { username, password } = this.#registry;
    if (username === undefined) return undefined;
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    return `Basic ${pair}`;
  }

  /** Gets what a registry wants to be asked with; see its documentation of tokens. */
  async #grant(
    repository: string,
    answer: Answer,
    signal: AbortSignal,
  ): Promise<void> {
    const challenge = challengeOf(answer.header('www-authenticate') ?? '');
    if (challenge?.scheme === 'basic') {
      const basic = this.#basic();
      if (basic) this.#granted.set(repository, basic);
      return;
    }
    if (challenge?.realm === undefined) return;
    const url = this.#tokenAddress(challenge, repository);
    const isOwn = [
      new URL(this.#registry.url).host,
      this.#registry.tokenHost,
    ].includes(url.host);
    const given = await this.#follow(
      url.toString(),
      'application/json',
      isOwn ? this.#basic() : undefined,
      signal,
    );
    if (given.status !== 200) {
      throw this.#error(
        `gives no token: ${describeUrl(url.toString())} answered with status ${
          given.status
        }`,
      );
    }
    const bytes = await this.#read(given, MOST_TOKEN, 'a token');
    const token = readToken(this.#json(bytes, 'a token'));
    if (!token) throw this.#error('gives no token that can be used');
    this.#granted.set(repository, `Bearer ${token}`);
  }

  #tokenAddress({ realm, service }: Challenge, repository: string): URL {
    const base = this.#registry.url;
    const url = URL.canParse(realm!) ? new URL(realm!) : undefined;
    const safe =
      url &&
      (url.protocol === 'https:' || url.origin === new URL(base).origin) &&
      !url.username &&
      !url.password;
    if (!safe)
      throw this.#error('names an address for tokens that is not asked');
    if (service) url.searchParams.set('service', service);
    url.searchParams.set('scope', `repository:${repository}:pull`);
    return url;
  }

  async #read({ body }: Answer, most: number, what: string): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > most) {
        throw new TooLargeError(
          `What ${this.#registry.host} sends for ${what}`,
          most,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  #json(bytes: Buffer, what: string): unknown {
    try {
      return readJson(bytes.toString('utf8'));
    } catch {
      throw this.#error('sends what is no JSON', what);
    }
  }

  #otherDigest(path: string, expected: string, got: string): OciError {
    return this.#error(`sends ${got} in place of ${expected}`, path);
  }

  #error(what: string, path?: string): OciError {
    return new OciError(
      `The registry ${this.#registry.host} ${what}${path ? `: ${path}` : ''}`,
    );
  }

  /** Messages of clients may quote addresses and headers: only codes are kept. */
  #unreachable(error: unknown): OciError {
    const { code } = error as { code?: unknown };
    const known = typeof code === 'string' && /^[A-Z][A-Z_0-9]+$/.test(code);
    return this.#error(
      `cannot be read: ${known ? code : 'the connection failed'}`,
    );
  }
}
