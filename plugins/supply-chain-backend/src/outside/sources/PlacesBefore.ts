/** The manifests that an earlier read gave, and the folders above them. */
export class PlacesBefore {
  readonly #manifests: ReadonlySet<string>;
  readonly #folders = new Set<string>();

  constructor(paths: readonly string[] = []) {
    this.#manifests = new Set(paths);
    for (const path of paths) {
      let end = path.lastIndexOf('/');
      while (end > 0 && !this.#folders.has(path.slice(0, end))) {
        this.#folders.add(path.slice(0, end));
        end = path.lastIndexOf('/', end - 1);
      }
    }
  }

  isManifest(path: string): boolean {
    return this.#manifests.has(path);
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  isIn(path: string): boolean {
    return this.isManifest(path) || this.isFolder(path);
  }
}
