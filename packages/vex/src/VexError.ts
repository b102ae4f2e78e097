/**
 * A document that is no VEX, of a version that is not read, or beyond a bound. The message is for
 * people and says where.
 *
 * @public
 */
export class VexError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'VexError';
  }
}
