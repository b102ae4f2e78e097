import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const shared = (name: string) =>
  // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
  resolve(__dirname, '../../../../shared', name);

/** Where real test data lies; it is no part of this repository. */
export const corpora = process.env.SAFETY_CURTAIN_CORPORA ?? shared('corpora');

/** Where small inputs that were read wrong once lie, each with what is right. */
export const cases = process.env.SAFETY_CURTAIN_CASES ?? shared('cases');

/* eslint-disable jest/valid-describe-callback, jest/valid-title, jest/no-disabled-tests, jest/no-export -- passes on what the caller wrote */

/**
 * `describe`, or a skipped one that says so where there is no such test data.
 *
 * @param name - folder of the corpora that is needed; any where none is named
 */
export function describeCorpora(
  title: string,
  body: () => void,
  name = '',
): void {
  const folder = join(corpora, name);
  if (existsSync(folder)) describe(title, body);
  else describe.skip(`${title} (no test data at ${folder})`, body);
}

/** Whether there is such test data. */
export function hasCorpus(name: string): boolean {
  return existsSync(join(corpora, name));
}

/** Bytes of a file, whether it lies there plain or gzipped; undefined where it does not. */
export function corpusBytes(...path: string[]): Buffer | undefined {
  const file = join(corpora, ...path);
  if (existsSync(file)) return readFileSync(file);
  const zipped = `${file}.gz`;
  return existsSync(zipped) ? gunzipSync(readFileSync(zipped)) : undefined;
}

/** {@link corpusBytes} as text. */
export function corpusText(...path: string[]): string | undefined {
  return corpusBytes(...path)?.toString('utf8');
}

/** The text of a file that is there. */
export function readCorpus(path: string): string {
  const text = corpusText(path);
  if (text === undefined) throw new Error(`There is no ${path} in ${corpora}`);
  return text;
}

/** The lines of a file without the empty ones. */
export function readLines(path: string): string[] {
  return readCorpus(path)
    .split('\n')
    .filter(line => line !== '');
}
