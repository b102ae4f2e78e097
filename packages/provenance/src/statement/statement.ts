import {
  fieldsOf,
  InputError,
  isFields,
  listOf,
  readJson,
} from '@safety-curtain/input';
import { boundedText } from '../model/boundedText';

/** Media type of in-toto statements in DSSE envelopes. */
export const IN_TOTO = 'application/vnd.in-toto+json';

const TYPES = new Set([
  'https://in-toto.io/Statement/v0.1',
  'https://in-toto.io/Statement/v1',
]);
/** Bytes of memory that a statement may take: predicates may be SBOMs. */
const MEMORY = 256 * 1024 * 1024;
/** Subjects of one statement: a release has hundreds of files. */
const MOST_SUBJECTS = 10_000;

/** What an in-toto statement (v0.1 or v1) is about, and what it says. */
export interface Statement {
  subjects: { name?: string; digests: ReadonlyMap<string, string> }[];
  predicateType?: string;
  predicate: unknown;
}

/** Throws an error with a reason in plain words where it is no statement. */
export function readStatement(payload: Uint8Array): Statement {
  const statement = fieldsOf(
    readJson(Buffer.from(payload).toString('utf8'), MEMORY),
    'the statement',
  );
  const type = statement._type;
  if (typeof type !== 'string' || !TYPES.has(type)) {
    throw new InputError('it is no statement of in-toto');
  }
  const subjects = listOf(statement.subject);
  if (subjects.length > MOST_SUBJECTS) {
    throw new InputError(`it is about more than ${MOST_SUBJECTS} things`);
  }
  return {
    subjects: subjects.filter(isFields).map(({ name, digest }) => ({
      name: boundedText(name),
      digests: digestsOf(digest),
    })),
    predicateType: boundedText(statement.predicateType),
    predicate: statement.predicate,
  };
}

function digestsOf(value: unknown): Map<string, string> {
  const digests = isFields(value) ? Object.entries(value) : [];
  return new Map(
    digests.flatMap(([algorithm, digest]): [string, string][] =>
      typeof digest === 'string' && /^[0-9a-f]{8,256}$/i.test(digest)
        ? [[algorithm.toLowerCase(), digest.toLowerCase()]]
        : [],
    ),
  );
}
