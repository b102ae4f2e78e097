/**
 * What was given is no trusted root, no key, no policy or no evidence that is read, or is beyond a
 * bound. The message is for people.
 *
 * @public
 */
export class ProvenanceError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ProvenanceError';
  }
}
