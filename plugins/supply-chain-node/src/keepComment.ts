import type { PullRequestComment } from './forges';
import { RemoteRefusedError } from './RemoteApi';

/** A comment as a forge gives it. @public */
export interface ForeignComment {
  id: string;
  body: string;
  /** Whoever wrote it. */
  author: string;
}

/** The comments of one pull request. @public */
export interface CommentPlace {
  /** Whoever comments with the token, as comments name their authors. */
  self(): Promise<string>;
  /** Undefined where it is gone. */
  get(id: string): Promise<ForeignComment | undefined>;
  /** The comments of a page, the first of which is 1; `last`: there is no other one after it. */
  page(
    number: number,
  ): Promise<{ comments: readonly ForeignComment[]; last: boolean }>;
  /** Gives its id. */
  create(body: string): Promise<string>;
  update(id: string, body: string): Promise<void>;
}

/** Of comments; in more, none is looked for. */
const MOST_PAGES = 50;

/**
 * Makes a comment, or brings the one that is there up to date, and gives its
 * id. Anybody can write the same marker: only a comment of the token's own user
 * is taken for ours. An answer that was lost makes no second comment, since the
 * first one is found.
 *
 * @public
 */
export async function keepComment(
  place: CommentPlace,
  { marker, body, known }: PullRequestComment,
): Promise<string> {
  const self = await place.self();
  const isOurs = (one: ForeignComment) =>
    one.author === self && one.body.trimStart().startsWith(marker);
  const remembered = known === undefined ? undefined : await place.get(known);
  const found =
    remembered && isOurs(remembered) ? remembered : await find(place, isOurs);
  if (!found) return place.create(body);
  // A forge may end lines in its own way.
  if (found.body.replace(/\r\n/g, '\n').trim() !== body.trim()) {
    await place.update(found.id, body);
  }
  return found.id;
}

async function find(
  place: CommentPlace,
  isOurs: (one: ForeignComment) => boolean,
): Promise<ForeignComment | undefined> {
  for (let number = 1; number <= MOST_PAGES; number++) {
    const { comments, last } = await place.page(number);
    const found = comments.find(isOurs);
    if (found || last) return found;
  }
  throw new RemoteRefusedError(
    'It has too many comments to find the one that is to be updated',
    422,
  );
}
