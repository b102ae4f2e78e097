/**
 * Keeps one of all strings that are alike: what documents name again and again takes its memory once.
 */
export class Strings {
  private readonly known = new Map<string, string>();

  /** The string of these characters that was seen first. */
  same<T extends string>(text: T): T {
    const known = this.known.get(text);
    if (known === undefined) this.known.set(text, text);
    return (known as T | undefined) ?? text;
  }
}
