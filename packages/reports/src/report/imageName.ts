import { plainName } from '../text/plainText';

/** An image without its tag and digest, so that the next build of it is of the same series. */
export function imageName(reference: unknown): string {
  const name = plainName(reference)?.replace(/@.*$/, '') ?? '';
  return name.replace(/:[^/:]*$/, '');
}
