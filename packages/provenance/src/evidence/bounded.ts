import {
  fieldsOf,
  InputError,
  listOf,
  readJson,
  type Fields,
} from '@safety-curtain/input';
import type { Attestation } from '../model/outcome';

/** Attestations and signatures of one thing that are looked at. */
export const MOST_ATTESTATIONS = 50;
/** Bytes of memory that the JSON of evidence may take. */
const MEMORY = 256 * 1024 * 1024;
/** Characters of evidence: attested SBOMs are in it. */
const LONGEST = 32 * 1024 * 1024;

/** JSON of a stranger as an object. Throws an error with a reason in plain words. */
export function readObject(text: string): Fields {
  if (text.length > LONGEST) throw new InputError('it is too long');
  return fieldsOf(readJson(text, MEMORY), 'it');
}

/** The items of a list, if they are not too many; throws otherwise. */
export function boundedList(value: unknown): unknown[] {
  const list = listOf(value);
  if (list.length > MOST_ATTESTATIONS) {
    throw new InputError(
      `there are more than ${MOST_ATTESTATIONS} attestations`,
    );
  }
  return list;
}

/**
 * What a reader finds in an answer, or one attestation that says why there is none: an answer that
 * cannot be read holds nothing, and says nothing of there being no attestations either.
 */
export function attestationsIn(read: () => Attestation[]): Attestation[] {
  try {
    return read();
  } catch (error) {
    const reason = `what was given cannot be read: ${(
      error as Error
    ).message.slice(0, 200)}`;
    return [{ kind: 'other', outcome: 'failed', reason }];
  }
}
