import type { PlacedRow } from '../../records/decisions/vexDocuments';

/** What is found at a place, beside what was known of it. */
export class PlaceReading {
  readonly #stored: readonly PlacedRow[];
  /** Where documents are, as far as was read. */
  readonly #names = new Set<string>();
  /** Those that were as before, or could not be read: what was known of them stands. */
  readonly #standing = new Set<string>();
  readonly #refs = new Set<string>();
  readonly #failures: string[] = [];

  constructor(stored: readonly PlacedRow[]) {
    this.#stored = stored;
  }

  /** Of documents, by where they are. */
  get versions(): ReadonlyMap<string, string | undefined> {
    return new Map(this.#stored.map(({ file, version }) => [file, version]));
  }

  unchanged(name: string): void {
    this.#names.add(name);
    this.#standing.add(name);
  }

  unreadable(name: string, reason: string): void {
    this.unchanged(name);
    this.refused(name, reason);
  }

  /** A document of this id is there, whether or not it is taken over. */
  read(name: string, ref: string): void {
    this.#names.add(name);
    this.#refs.add(ref);
  }

  refused(name: string, reason: string): void {
    this.#failures.push(`${name}: ${reason}`);
  }

  /** Whether a known document is to be kept as one of another place; a copy beside it is not. */
  moves(ref: string, name: string, version: string | undefined): boolean {
    const row = this.#stored.find(one => one.ref === ref);
    if (!row) return false;
    return row.file === name
      ? row.version !== version
      : !this.#names.has(row.file);
  }

  /** Documents that are no longer there; where their file was read, it is another one now. */
  gone(): PlacedRow[] {
    return this.#stored.filter(
      ({ ref, file }) => !this.#refs.has(ref) && !this.#standing.has(file),
    );
  }

  failure(): Error | undefined {
    const [first] = this.#failures;
    if (first === undefined) return undefined;
    return new Error(
      `${this.#failures.length} of ${
        this.#names.size
      } documents not taken over: ${first}`,
    );
  }
}
