import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import path from 'node:path';
import { DATABASE_STORE } from '../records/documents/documents';
import { duration, wholeNumbers } from '../settings/configValues';
import type { Pace } from '../outside/web/pace';

/** Where archived documents are kept. */
export interface ArchiveOptions {
  /** Id of the store for new documents. */
  store: string;
  /** The folder of the store `folder`. */
  folder?: string;
  upload: {
    /** Bytes of one uploaded document, out of its compression. */
    maxBytes: number;
    /** Documents that are read and stored at once on this replica. */
    concurrency: number;
    /** Memory of the thread that reads them, one after another, in MiB. */
    memoryMb: number;
    timeoutMs: number;
    /** Bodies that may arrive at once on this replica. */
    arriving: number;
    /** How long one may take to arrive, and how slow its sender may be. */
    arrivalMs: number;
    pace: Pace;
  };
  /** Exports that one replica makes at once. */
  exportConcurrency: number;
  /** Signs exports; PEM. */
  signing?: { key: string; passphrase?: string };
}

/** So long a client may be slower than it has to be. */
const PACE_WINDOW_MS = 20_000;
const MINUTE = 60_000;
const MIB = 1024 * 1024;

/** Throws where memory and size of uploads do not go together. */
export function readArchiveOptions(config: Config | undefined): ArchiveOptions {
  const store = config?.getOptionalString('archive.store') ?? DATABASE_STORE;
  const folder = config?.getOptionalString('archive.folder.path');
  if (folder !== undefined && !path.isAbsolute(folder)) {
    throw new InputError('supplyChain.archive.folder.path must be absolute');
  }
  const number = wholeNumbers(config, 'archive.upload');
  const upload = {
    maxBytes: number('maxBytes', 100 * MIB),
    concurrency: number('concurrency', 2),
    memoryMb: number('memory', 3072),
    timeoutMs: duration(config, 'archive.upload.timeout', 5 * MINUTE),
    arriving: number('arriving', 32),
    arrivalMs: duration(config, 'archive.upload.arrivalTimeout', 10 * MINUTE),
    pace: {
      leastBytesPerSecond: number('minimumRate', 1024),
      windowMs: PACE_WINDOW_MS,
    },
  };
  // Values may take half of it; their text and what is made of them the rest.
  const least = Math.ceil((upload.maxBytes * 8) / MIB);
  if (upload.memoryMb < least) {
    throw new InputError(
      `supplyChain.archive.upload.memory must be at least ${least} (MiB), 8 times maxBytes`,
    );
  }
  return {
    store,
    folder,
    upload,
    exportConcurrency: wholeNumbers(config, 'archive.export')('concurrency', 2),
    signing: config?.has('archive.signing')
      ? {
          key: config.getString('archive.signing.key'),
          passphrase: config.getOptionalString('archive.signing.passphrase'),
        }
      : undefined,
  };
}
