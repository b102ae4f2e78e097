/** Input that cannot be used; the message is for whoever typed the command. */
export class BadInputError extends Error {
  name = 'BadInputError';
}
