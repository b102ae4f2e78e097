import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { gunzipSync } from 'zlib';

/** Folder of the real-world test data; tests that need it skip, and say so, where it is absent. */
export const corpora =
  process.env.SAFETY_CURTAIN_CORPORA ??
  resolve(__dirname, '../../../../../shared/corpora');

export function hasCorpus(name: string): boolean {
  return existsSync(join(corpora, name));
}

/** Bytes of a corpus file, which may be stored gzipped under its name plus `.gz`. */
export function corpusBytes(...path: string[]): Buffer | undefined {
  const file = join(corpora, ...path);
  if (existsSync(file)) {
    return readFileSync(file);
  }
  return existsSync(`${file}.gz`)
    ? gunzipSync(readFileSync(`${file}.gz`))
    : undefined;
}

export function corpusText(...path: string[]): string | undefined {
  return corpusBytes(...path)?.toString('utf8');
}
