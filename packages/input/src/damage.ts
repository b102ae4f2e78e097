import { InputError } from './InputError';
import { withoutByteOrderMark } from './text';

/** Git LFS specification, "The Pointer": its first line; the second address is of its first version. */
const LFS_POINTER =
  /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v\d/;

/** What a page begins with; a comment or an XML declaration may stand before it. */
const PAGE = /^<(?:!doctype\s+html|html|head|body|title|center|h1)\b/i;

/** A page says what it is early. */
const LOOKED_AT = 4096;

/**
 * Refuses what is no text of any format that is read here, but takes the place of one when a
 * checkout, a download or a disk goes wrong. Read as a lock file, it would pass for one without
 * packages.
 *
 * @param mayBeEmpty - for formats in which a file without content says something
 * @throws InputError
 *
 * @public
 */
export function refuseDamage(text: string, mayBeEmpty = false): void {
  if (text.includes('\0')) {
    throw new InputError(
      'holds NUL bytes, as no text does: the file is damaged, or in an encoding that is not known',
    );
  }
  const start = withoutByteOrderMark(text.slice(0, LOOKED_AT)).trimStart();
  if (start === '' && text.trim() === '') {
    if (!mayBeEmpty) {
      throw new InputError(
        'the file is empty, which no tool that writes it leaves behind',
      );
    }
    return;
  }
  if (LFS_POINTER.test(start)) {
    throw new InputError(
      'a pointer of Git LFS and not the file itself: it lies in Git LFS, and the checkout has to fetch it (`git lfs pull`)',
    );
  }
  if (PAGE.test(withoutProlog(start))) {
    throw new InputError(
      'an HTML page, such as servers answer instead of a file: an error, or a page to sign in',
    );
  }
}

/** Without the comments and declarations at the start of a markup text. */
function withoutProlog(text: string): string {
  let rest = text;
  for (;;) {
    const end = prologEnd(rest);
    if (end < 0) {
      return rest;
    }
    rest = rest.slice(end).trimStart();
  }
}

function prologEnd(text: string): number {
  const mark = [
    ['<!--', '-->'],
    ['<?', '?>'],
  ].find(([open]) => text.startsWith(open));
  const at = mark ? text.indexOf(mark[1], mark[0].length) : -1;
  return mark && at >= 0 ? at + mark[1].length : -1;
}
