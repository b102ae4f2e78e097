/**
 * A document that is no report of a tool that is read, of a version that is not read, or beyond a
 * bound. The message is for people and says where.
 *
 * @public
 */
export class ReportError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ReportError';
  }
}
