import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Where the shared test data lies; it is no part of this repository. */
const CORPORA =
  process.env.SAFETY_CURTAIN_CORPORA ??
  resolve(__dirname, '../../../../../shared/corpora');

const hasCorpora = existsSync(CORPORA);

/** `describe`, or a skipped one that says so where there is no test data. */
export const describeCorpora: typeof describe.skip = hasCorpora
  ? describe
  : (title, body) =>
      describe.skip(`${title} (no test data at ${CORPORA})`, body);

/** The text of a file, whether it lies there plain or gzipped. */
export function readCorpus(path: string): string {
  const file = resolve(CORPORA, path);
  if (file.endsWith('.gz')) return gunzipSync(readFileSync(file)).toString();
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : gunzipSync(readFileSync(`${file}.gz`)).toString();
}

export function readLines(path: string): string[] {
  return readCorpus(path)
    .split('\n')
    .filter(line => line !== '');
}
