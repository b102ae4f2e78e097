/** What go.sum knows (Go Modules Reference, "go.sum files"), by `path version`. */
export interface Checksums {
  /** `h1:…` of the modules' zip archives. */
  archives: Map<string, string>;
  /** Modules of which it fixes the archive, or only the go.mod, as of those that give no package. */
  modules: Set<string>;
}

/** The sums of go.sum, and of the go.work.sum that completes it. */
export function checksums(...texts: Array<string | undefined>): Checksums {
  const found: Checksums = { archives: new Map(), modules: new Set() };
  for (const text of texts) {
    for (const line of text?.split('\n') ?? []) {
      const [path, version, hash] = line.trim().split(/\s+/, 3);
      if (hash?.startsWith('h1:')) {
        found.modules.add(`${path} ${version.replace(/\/go\.mod$/, '')}`);
        if (!version.endsWith('/go.mod')) {
          found.archives.set(`${path} ${version}`, hash);
        }
      }
    }
  }
  return found;
}
