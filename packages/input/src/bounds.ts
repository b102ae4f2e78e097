/** What a text is bounded by where its reader says nothing else. @public */
export const bounds = Object.freeze({
  /** Bytes of memory that the values of one text may take. */
  memory: 512 * 1024 * 1024,
  /** Nesting of objects, arrays, elements or tables. */
  depth: 256,
});
