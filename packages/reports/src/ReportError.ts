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

/**
 * A report is of nothing, and does not say of which tool: many write `[]` where they found nothing.
 *
 * @public
 */
export class EmptyReportError extends ReportError {
  name = 'EmptyReportError';
}
