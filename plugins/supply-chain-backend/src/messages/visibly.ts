import { visibleError } from './visibleMessage';

/** Work whose errors end in a log that is not ours: they are told as `visibleError` has them. */
export function visibly<T>(
  work: (given: T) => Promise<unknown>,
): (given: any) => Promise<void> {
  return async given => {
    try {
      await work(given);
    } catch (error) {
      throw visibleError(error);
    }
  };
}
