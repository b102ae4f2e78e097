import type { Statement } from '../statement/statement';

/** What an attestation has to be about. @public */
export interface Subject {
  /** As the statement names it; undefined where names say nothing. */
  name?: string;
  /** In hexadecimal, by algorithm (`sha256`, `sha512`); those that are known. */
  digests: Readonly<Record<string, string>>;
}

/** Algorithms that nobody can find a second content for. */
const STRONG = new Set(['sha256', 'sha384', 'sha512']);

/**
 * Why a statement is not about a subject, as a clause; undefined where it is. One of its subjects
 * must have a digest in common, contradict none, and have the name.
 */
export function otherSubject(
  { subjects }: Statement,
  { name, digests }: Subject,
): string | undefined {
  const wanted = Object.entries(digests).filter(([algorithm]) =>
    STRONG.has(algorithm),
  );
  const ofContent = subjects.filter(subject => {
    const common = wanted.filter(([algorithm]) =>
      subject.digests.has(algorithm),
    );
    return (
      common.length > 0 &&
      common.every(
        ([algorithm, digest]) =>
          subject.digests.get(algorithm) === digest.toLowerCase(),
      )
    );
  });
  const named = (list: Statement['subjects']) =>
    name === undefined
      ? list
      : list.filter(subject => spelled(subject.name) === spelled(name));
  if (named(ofContent).length > 0) return undefined;
  if (name !== undefined && named(subjects).length > 0) {
    return 'it is about other content of that name';
  }
  const about = subjects.find(subject => subject.name)?.name;
  return about === undefined
    ? 'it is about something else'
    : `it is about something else: ${about.slice(0, 200)}`;
}

/** Package URLs may have characters encoded or not. */
function spelled(name: string | undefined): string | undefined {
  try {
    return name && decodeURIComponent(name);
  } catch {
    return name;
  }
}
