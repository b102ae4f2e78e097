/** What a function throws; undefined where it returns. */
export function thrownBy(run: () => unknown): Error | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

type ErrorClass = new (...parts: never[]) => Error;

/** Whether a function returns, or throws an error of the class: what readers of hostile input may do. */
export function endsWell(run: () => unknown, allowed: ErrorClass): boolean {
  const error = thrownBy(run);
  return error === undefined || error instanceof allowed;
}
