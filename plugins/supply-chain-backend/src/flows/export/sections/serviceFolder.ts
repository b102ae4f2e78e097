import { createHash } from 'node:crypto';

/** Leaves room for the names below it where whole paths are limited to 260. */
const LONGEST = 120;
/** Of the readable part beside a digest. */
const LONGEST_BESIDE_DIGEST = 80;
/** Hexadecimal digits: 128 bits, so that nobody finds two refs for one name. */
const DIGEST_LENGTH = 32;

/** What entity refs are made of, nearly always. */
const PLAIN = /^([a-z0-9-]+):([a-z0-9._-]+)\/([a-z0-9._-]*[a-z0-9_-])$/;

/**
 * The folder of a service in an export: `component:default/shop` is
 * `component-default-shop`. No two refs have one folder, not where a file
 * system ignores case or Unicode forms, and every file system takes the name:
 *
 * - the first two dashes end kind and namespace, whose own dashes are written
 *   as `~` (`component:team-a/shop` is `component-team~a-shop`);
 * - where that is too long, or the ref has other characters, what is readable
 *   of it is followed by `~~` and the ref's digest.
 */
export function serviceFolder(entityRef: string): string {
  const [, kind, namespace, name] = PLAIN.exec(entityRef) ?? [];
  if (kind !== undefined) {
    const parts = [tilded(kind), tilded(namespace), name];
    const folder = parts.join('-');
    if (folder.length <= LONGEST) return folder;
  }
  const readable = entityRef
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, LONGEST_BESIDE_DIGEST);
  // UTF-16, since UTF-8 has one form for all halves of surrogate pairs.
  const digest = createHash('sha256')
    .update(entityRef, 'utf16le')
    .digest('hex');
  return `${readable}~~${digest.slice(0, DIGEST_LENGTH)}`;
}

function tilded(part: string): string {
  return part.replaceAll('-', '~');
}
