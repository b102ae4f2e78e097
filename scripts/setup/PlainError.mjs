/** What whoever called did wrong or can mend: its message says all, and where it was thrown says nothing. */
export class PlainError extends Error {
  constructor(message) {
    super(message);
    this.stack = message;
  }
}
