/**
 * A text that is not what it is read as, or that is beyond a bound. The message
 * is for people and does not name the file, which the readers here do not know.
 *
 * @public
 */
export class InputError extends Error {
  /** The line, from 1, where that is known. */
  readonly line?: number;

  constructor(reason: string, line?: number) {
    super(line === undefined ? reason : `${reason}, at line ${line}`);
    this.name = 'InputError';
    this.line = line;
  }
}
