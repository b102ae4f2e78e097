/**
 * A license expression that breaks the SPDX grammar or names an unlisted id.
 *
 * @public
 */
export class LicenseError extends Error {
  readonly reason: string;
  /** Where in the expression, in UTF-16 code units from 0. */
  readonly position: number;

  constructor(reason: string, position: number) {
    super(`${reason} at position ${position}`);
    this.name = 'LicenseError';
    this.reason = reason;
    this.position = position;
  }
}
