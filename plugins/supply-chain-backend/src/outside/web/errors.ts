/** A client is too slow or takes too long; answered with 408. */
export class RequestTimeoutError extends Error {
  name = 'RequestTimeoutError';
  readonly statusCode = 408;
}
