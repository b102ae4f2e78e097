import { plainText } from '../text/plainText';
import { placeAt } from './lines';

/** What people are told of a file that a tool could not read. */
export function unreadNotice(
  file: unknown,
  reason: unknown,
  root?: string,
): string {
  const path = placeAt(file, {}, root)?.path ?? 'a file';
  return `${path}: ${plainText(reason, 200) ?? 'not read'}`;
}
