import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Where the shared test data lies; it is no part of this repository. */
const CORPORA =
  process.env.SAFETY_CURTAIN_CORPORA ??
  // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
  resolve(__dirname, '../../../../../shared/corpora');

const hasCorpora = existsSync(CORPORA);

/* eslint-disable jest/valid-describe-callback, jest/valid-title, jest/no-disabled-tests -- passes on what the caller wrote */

/** `describe`, or a skipped one that says so where there is no test data. */
export function describeCorpora(title: string, body: () => void): void {
  if (hasCorpora) describe(title, body);
  else describe.skip(`${title} (no test data at ${CORPORA})`, body);
}

/** The text of a file, whether it lies there plain or gzipped. */
export function readCorpus(path: string): string {
  const file = resolve(CORPORA, path);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : gunzipSync(readFileSync(`${file}.gz`)).toString();
}

/** The lines of a file without the empty ones. */
export function readLines(path: string): string[] {
  return readCorpus(path)
    .split('\n')
    .filter(line => line !== '');
}
