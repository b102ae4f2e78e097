/** One license, with the exception or addition it is granted with. @public */
export interface LicenseTerm {
  type: 'license';
  /** As the SPDX list spells it, or `LicenseRef-…`, `DocumentRef-…:LicenseRef-…`. */
  id: string;
  /** Written with a `+`: this version or any later one. */
  orLater: boolean;
  /** As the SPDX list spells it, or `AdditionRef-…`. */
  exception?: string;
}

/**
 * Licenses that apply together (`and`) or at the licensee's choice (`or`).
 *
 * @public
 */
export interface LicenseGroup {
  type: 'and' | 'or';
  /** At least two, in the order written; none is a group of the same type. */
  members: readonly LicenseNode[];
}

/** `NONE`: there is no license; `NOASSERTION`: nothing is said. @public */
export interface LicenseKeyword {
  type: 'none' | 'noassertion';
}

/**
 * A parsed license expression. Nested no deeper than {@link MAX_NESTING}.
 *
 * @public
 */
export type LicenseNode = LicenseTerm | LicenseGroup | LicenseKeyword;

/** Longest expression that is read, in UTF-16 code units. @public */
export const MAX_EXPRESSION_LENGTH = 100_000;

/** Parentheses within parentheses that are followed. @public */
export const MAX_NESTING = 1_000;
