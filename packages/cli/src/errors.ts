import { exitCodes } from './exitCodes';

/** Input that cannot be used; the message is for whoever typed the command. */
export class BadInputError extends Error {
  name = 'BadInputError';
  /** What the command ends with. */
  readonly exitCode: number = exitCodes.badInput;
}
