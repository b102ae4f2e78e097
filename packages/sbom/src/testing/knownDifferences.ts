/** Where this library deliberately answers otherwise than the fixture's first tool, and why. */
export const knownDifferences: ReadonlyMap<
  string,
  { reason: string; lines: string[] }
> = new Map([]);
