import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ArchiveStore } from '@safety-curtain/plugin-supply-chain-node';
import type { Readable } from 'node:stream';
import type { S3Options } from './options';

/** No document is anywhere near that; an object that is, is something else. */
const MAX_BYTES = 512 * 1024 * 1024;
const CONNECT_MS = 10_000;

class TooLargeError extends Error {
  name = `it is larger than ${MAX_BYTES} bytes`;
}

class BrokenOffError extends Error {
  name = 'the answer broke off';
}

/**
 * Keeps documents as objects `<prefix>/ab/cd/<sha256>` of a bucket. The server
 * checks the digest of what it is given, and is tried again by the SDK where
 * it fails. Errors name the bucket and the reason, never credentials.
 */
export class S3Store implements ArchiveStore {
  readonly id = 's3';
  readonly #client: S3Client;
  readonly #options: S3Options;

  constructor(options: S3Options) {
    this.#options = options;
    const { region, endpoint, forcePathStyle, credentials } = options;
    this.#client = new S3Client({
      region,
      endpoint,
      forcePathStyle,
      credentials,
      requestHandler: { connectionTimeout: CONNECT_MS },
      // SHA-256 goes along; other sums are not known to every server.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      // The archive checks what it reads, and says which document is damaged.
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(
    sha256: string,
    bytes: Uint8Array,
    { mediaType, signal }: { mediaType: string; signal?: AbortSignal },
  ): Promise<void> {
    const where = this.#object(sha256);
    const checksum = Buffer.from(sha256, 'hex').toString('base64');
    await this.#within('stored', signal, async abortSignal => {
      if (await this.#has(where, bytes.length, checksum, abortSignal)) return;
      await this.#client.send(
        new PutObjectCommand({
          ...where,
          Body: bytes,
          ContentLength: bytes.length,
          ContentType: mediaType,
          ChecksumSHA256: checksum,
          ServerSideEncryption: this.#options.serverSideEncryption,
        }),
        { abortSignal },
      );
    });
  }

  async get(
    sha256: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Uint8Array | undefined> {
    const where = this.#object(sha256);
    return this.#within('read', signal, async abortSignal => {
      try {
        const { Body, ContentLength } = await this.#client.send(
          new GetObjectCommand(where),
          { abortSignal },
        );
        return await collect(Body as Readable, ContentLength, abortSignal);
      } catch (error) {
        if (nameOf(error) === 'NoSuchKey') return undefined;
        throw error;
      }
    });
  }

  async delete(
    sha256: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    const where = this.#object(sha256);
    await this.#within('deleted', signal, abortSignal =>
      this.#client.send(new DeleteObjectCommand(where), { abortSignal }),
    );
  }

  /** Whether the object is there as it should be, as far as the server says. */
  async #has(
    where: { Bucket: string; Key: string },
    length: number,
    checksum: string,
    abortSignal: AbortSignal,
  ): Promise<boolean> {
    try {
      const { ContentLength, ChecksumSHA256 } = await this.#client.send(
        new HeadObjectCommand({ ...where, ChecksumMode: 'ENABLED' }),
        { abortSignal },
      );
      return (
        ContentLength === length && (ChecksumSHA256 ?? checksum) === checksum
      );
    } catch (error) {
      // Who may not list a bucket is told 403 of what is not there.
      const { $metadata: answer } = error as {
        $metadata?: { httpStatusCode?: number };
      };
      if ([403, 404].includes(answer?.httpStatusCode ?? 0)) return false;
      throw error;
    }
  }

  async #within<T>(
    what: 'stored' | 'read' | 'deleted',
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { timeoutMs, bucket } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      signal?.throwIfAborted();
      return await work(signal ? AbortSignal.any([signal, timeout]) : timeout);
    } catch (error) {
      signal?.throwIfAborted();
      const reason = timeout.aborted
        ? `it took longer than ${timeoutMs} ms`
        : nameOf(error);
      // Messages of the SDK may quote what was sent: the name is enough.
      throw new Error(
        `A document of the archive in the S3 bucket '${bucket}' could not be ${what}: ${reason}`,
      );
    }
  }

  /** Names come from the database; anything but a digest must not be a key. */
  #object(sha256: string): { Bucket: string; Key: string } {
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error('A document is named by its SHA-256');
    }
    const { bucket, prefix } = this.#options;
    const path = [sha256.slice(0, 2), sha256.slice(2, 4), sha256];
    return {
      Bucket: bucket,
      Key: (prefix ? [prefix, ...path] : path).join('/'),
    };
  }
}

async function collect(
  body: Readable,
  length: number | undefined,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The SDK lets go of the signal once the answer has begun.
  const stop = () => body.destroy(new Error('AbortError'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      bytes += chunk.length;
      if (bytes > MAX_BYTES) throw new TooLargeError();
      chunks.push(chunk);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    body.destroy();
  }
  if (length !== undefined && bytes !== length) throw new BrokenOffError();
  return Buffer.concat(chunks);
}

/** What went wrong, in the server's or the system's word for it. */
function nameOf(error: unknown): string {
  const { name, code, message } = error as Partial<NodeJS.ErrnoException>;
  // Of an error that is not its own, the SDK keeps no more than the message.
  const inMessage = /\bE[A-Z]{4,}\b/.exec(message ?? '')?.[0];
  const word = [code, name === 'Error' ? undefined : name, inMessage].find(
    value => typeof value === 'string' && value !== '',
  );
  return word?.slice(0, 100) ?? 'the request failed';
}
