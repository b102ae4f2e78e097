/** What a function throws; undefined where it returns. */
export function thrown(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

type ErrorClass = new (...parts: never[]) => Error;

/** Whether a function returns, or throws an error of the class: what readers of hostile input may do. */
export function endsWell(run: () => unknown, allowed: ErrorClass): boolean {
  const error = thrown(run);
  return error === undefined || error instanceof allowed;
}
