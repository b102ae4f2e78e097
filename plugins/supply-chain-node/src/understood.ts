import { RemoteUnavailableError } from './RemoteApi';

/**
 * Takes what is needed out of another system's answer. One of another form is
 * as good as none: it throws a `RemoteUnavailableError`.
 *
 * @param name - what people call the system
 *
 * @public
 */
export function understood<T>(name: string, read: () => T | undefined): T {
  let found: T | undefined;
  try {
    found = read();
  } catch {
    // Something in it is missing, or of another type.
  }
  if (found !== undefined) return found;
  throw new RemoteUnavailableError(
    `${name} answers with something that is not understood`,
  );
}
