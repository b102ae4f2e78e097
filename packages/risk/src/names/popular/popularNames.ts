/** The names of one ecosystem that others are compared with. */
export interface PopularNames {
  /** The day of which the list is. */
  asOf: string;
  /** What others may be mistaken for; apart by white space. */
  names: string;
  /** Names that are near to one of these, and are well known themselves. */
  known: string;
}
