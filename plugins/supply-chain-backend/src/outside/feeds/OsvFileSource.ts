import type {
  AdvisorySource,
  AdvisorySourceReadOptions,
  AdvisorySourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import type { HumanDuration } from '@backstage/types';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { OsvSourceOptions } from './options';
import { visibleMessage } from '../../messages/visibleMessage';
import { listRecordFiles, readRecordFile } from './recordFiles';

/** OSV records on disk, for closed networks: a folder, zip, JSON or ndjson. */
export class OsvFileSource implements AdvisorySource {
  readonly id: string;
  readonly title: string;
  readonly location: string;
  readonly example?: boolean;
  readonly staleAfter?: HumanDuration;
  readonly leastKept?: number;

  constructor(options: OsvSourceOptions & { path: string }) {
    this.id = options.id;
    this.title = options.title ?? path.basename(options.path);
    this.location = path.resolve(options.path);
    this.example = options.example;
    this.staleAfter = options.staleAfter;
    this.leastKept = options.leastKept;
  }

  async read(
    options: AdvisorySourceReadOptions,
  ): Promise<AdvisorySourceReadResult> {
    const files = await listRecordFiles(this.location);
    if (files.length === 0) {
      throw new Error(`${this.location} holds no .json, .ndjson or .zip file`);
    }
    const digest = await digestOf(files);
    if (options.state?.digest === digest) {
      return { unchanged: true };
    }
    const failures: Error[] = [];
    return {
      unchanged: false,
      records: readAll(files, failures, options.signal),
      // What could not be read keeps the digest from being taken for read.
      done: () => ({
        state: failures.length > 0 ? {} : { digest },
        whole: true,
        error: failures[0],
      }),
    };
  }
}

async function digestOf(files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const stats = await fs.stat(file);
    hash.update(`${file}\0${stats.size}\0${stats.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** A damaged file does not keep the others from being read. */
async function* readAll(
  files: string[],
  failures: Error[],
  signal: AbortSignal,
) {
  for (const file of files) {
    let records = 0;
    try {
      for await (const record of readRecordFile(file)) {
        signal.throwIfAborted();
        records++;
        yield record;
      }
      if (records === 0) throw new Error('it holds no records');
    } catch (error) {
      signal.throwIfAborted();
      const reason = visibleMessage(error);
      failures.push(new Error(`${path.basename(file)}: ${reason}`));
    }
  }
}
