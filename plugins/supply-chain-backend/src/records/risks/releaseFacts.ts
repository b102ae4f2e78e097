import type { ReleaseFacts } from '@safety-curtain/risk';

/** What is kept of how a version was published, as JSON; all else has columns. */
export type StoredRelease = Pick<
  ReleaseFacts,
  | 'hashes'
  | 'isPublic'
  | 'yanked'
  | 'installScript'
  | 'publisher'
  | 'publisherBefore'
  | 'newPublisher'
  | 'attested'
  | 'attestedBefore'
  | 'repository'
  | 'repositoryBefore'
>;

export function readRelease(text: string | null): StoredRelease {
  return text === null ? {} : JSON.parse(text);
}
