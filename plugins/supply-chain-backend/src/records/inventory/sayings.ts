/** What a manifest says of a license, as the row that keeps the text. */
export type TextIds = ReadonlyMap<string, number>;

/** That a text is said of a component. */
export interface Saying {
  componentId: number;
  textId: number;
}

/** What a reading changed of links. */
export interface LinkChanges {
  /** Components that the target uses now, or of which it says something else. */
  linked: number[];
  /** What the target said, and no longer does in that place. */
  withdrawn: Saying[];
  /** Paths of manifests that are gone from the source, and fixed exact versions. */
  goneLocks: string[];
}
