import { htmlNotices } from './htmlNotices';
import { arrangeNotices, NoticeInput } from './notices';
import { textNotices } from './textNotices';

/** The forms in which an attribution document is written. @public */
export type NoticeFormat = 'text' | 'html';

/**
 * The attribution document of a product: every license text once, with the
 * packages that it covers, and at the head those whose license is not settled.
 * Given in pieces, so that a caller can stream it; the same input gives the
 * same document.
 *
 * @public
 */
export function* writeNotices(
  input: NoticeInput,
  format: NoticeFormat,
): Generator<string> {
  const content = arrangeNotices(input);
  yield* format === 'html' ? htmlNotices(content) : textNotices(content);
}
