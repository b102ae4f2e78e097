/** A part of a text that is a secret. */
export interface Found {
  rule: string;
  start: number;
  end: number;
  /** In which format; never the secret. */
  what: string;
}
