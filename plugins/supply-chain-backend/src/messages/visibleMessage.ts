import { isError, ServiceUnavailableError } from '@backstage/errors';
import { databaseFault, systemFault } from './faults';
import { maskSecrets } from './secrets';

/** Causes of causes that are told. */
const MOST_CAUSES = 3;

/**
 * What went wrong, for whoever may read it: the one place that every message
 * goes through before it is stored, logged or answered. Credentials are masked
 * (see `maskSecrets`); what a database or a system call says is told in words,
 * without statements and values, paths and addresses; a cause that the message
 * does not tell is added, since `fetch failed` alone says nothing.
 */
export function visibleMessage(error: unknown, most = MOST_CAUSES): string {
  if (!isError(error)) return maskSecrets(String(error));
  const fault = databaseFault(error) ?? systemFault(error);
  if (fault) return fault.message;
  const message = maskSecrets(error.message);
  const cause = causeOf(error);
  if (!cause || most === 0 || error.message.includes(cause.message)) {
    return maskFault(message, cause);
  }
  return `${message}: ${visibleMessage(cause, most - 1)}`;
}

/**
 * An error for the log and for answers: of the same name and status, with its
 * message and stack as {@link visibleMessage} has them, and none of the fields
 * that drivers and clients add. What may go well later is a
 * `ServiceUnavailableError`.
 */
export function visibleError(error: unknown): Error {
  const message = visibleMessage(error);
  if (!isError(error)) return new Error(message);
  const fault = databaseFault(error) ?? systemFault(error);
  const visible = fault?.passing
    ? new ServiceUnavailableError(message)
    : Object.assign(new Error(message), statusOf(error));
  if (!fault?.passing) visible.name = error.name;
  const frames = error.stack
    ?.split('\n')
    .filter(line => /^ {4}at /.test(line))
    .join('\n');
  visible.stack = `${visible.name}: ${message}${frames ? `\n${frames}` : ''}`;
  return visible;
}

/** A message that quotes its cause may quote a statement or a path of it. */
function maskFault(message: string, cause: Error | undefined): string {
  const fault = cause && (databaseFault(cause) ?? systemFault(cause));
  return fault
    ? message.replace(maskSecrets(cause.message), () => fault.message)
    : message;
}

/** Errors of several addresses of one host stand for their first. */
function causeOf(error: Error): Error | undefined {
  const [first] = (error as Partial<AggregateError>).errors ?? [];
  const cause = error.cause ?? first;
  return isError(cause) ? cause : undefined;
}

/** What servers take for the status of an answer. */
function statusOf(error: Error): { statusCode?: number } {
  const { statusCode, status } = error as {
    statusCode?: unknown;
    status?: unknown;
  };
  const known = [statusCode, status].find(value => typeof value === 'number');
  return known === undefined ? {} : { statusCode: known as number };
}
