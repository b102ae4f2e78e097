/**
 * By which rule a text was understood; `exact` is an expression already.
 *
 * @public
 */
export type NormalizedBy = 'exact' | 'alias' | 'classifier' | 'url' | 'text';

/** What a text means: one expression, or one of several. @public */
export type NormalizedLicense =
  | { expression: string; how: NormalizedBy }
  | { ambiguous: string[]; how: NormalizedBy };
