import {
  onlyMatchable,
  readSubject,
  readVex,
  type Statement,
  type VexDocument,
  VexError,
} from '@safety-curtain/vex';
import { BadInputError } from '../errors';
import { readRegularFile } from '../input/regularFile';
import type { Saying } from './Decisions';

/** A document that names no date was said at no time that is known: any other is newer. */
const UNDATED = new Date(0).toISOString();

/** Reads a VEX document without what cannot be matched. Throws `BadInputError`. */
export function readVexFile(file: string): VexDocument {
  try {
    return onlyMatchable(readVex(readRegularFile(file)));
  } catch (error) {
    if (error instanceof VexError) {
      throw new BadInputError(`${file}: ${error.message}`);
    }
    throw error;
  }
}

/** What a document says, to be put to findings; of the future is nothing. */
export function sayingsOf(
  file: string,
  document: VexDocument,
  now: Date,
): Saying[] {
  const { statements, updatedAt, issuedAt } = document;
  return statements.map((statement, index) => ({
    id: `${index + 1}`,
    at: `${file}, ${statement.at}`,
    origin: 'vex',
    reach: 'entity',
    names: namesOf(statement),
    analysis: statement.analysis,
    decidedAt: momentOf(
      statement.analysis.lastUpdated ??
        statement.analysis.firstIssued ??
        updatedAt ??
        issuedAt,
      now,
    ),
    test: testOf(statement),
  }));
}

function namesOf({ vulnerability: { id, aliases } }: Statement) {
  return new Set([id, ...aliases].map(name => name.toLocaleUpperCase('en-US')));
}

/** It is about what any of its subjects is about. */
export function testOf({ subjects }: Statement): Saying['test'] {
  const tests = subjects
    .map(readSubject)
    .filter(test => typeof test !== 'string');
  return occurrence => {
    const found = new Set(tests.map(test => test(occurrence)));
    if (found.has('applies')) return 'applies';
    return found.has('information') ? 'information' : 'no';
  };
}

function momentOf(text: string | undefined, now: Date): string {
  const time = text === undefined ? NaN : Date.parse(text);
  if (Number.isNaN(time)) return UNDATED;
  return new Date(Math.min(time, now.getTime())).toISOString();
}
