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

/** `1 package`, `2 packages`; of what is not made plural by an `s`, give both. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What people are told where a tool reports licenses as well. */
export function licensesNotice(count: number): string {
  return `${counted(
    count,
    'result about licenses is',
    'results about licenses are',
  )} left out`;
}
