/** Why a document does not state a fact: its author does not know it, or holds it back. @public */
export type BlankReason = 'unknown' | 'withheld';

/** The property by which our own documents say why they leave things out. */
export const BLANKS_PROPERTY = 'safety-curtain:not-stated';

/** A scan states all that it finds: what is not there is not known to it. */
export const BLANKS: BlankReason = 'unknown';

export function asBlankReason(
  text: string | undefined,
): BlankReason | undefined {
  return text === 'unknown' || text === 'withheld' ? text : undefined;
}
