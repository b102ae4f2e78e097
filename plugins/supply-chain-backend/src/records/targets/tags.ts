/** Tags are told apart by their letters alone, in whichever case. */
export function storedTag(tag: string): string {
  return tag.toLowerCase().slice(0, 200);
}
