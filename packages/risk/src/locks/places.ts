/** Hosts of the public registries, by ecosystem. */
const PUBLIC: ReadonlyMap<string, readonly string[]> = new Map([
  ['npm', ['registry.npmjs.org', 'registry.yarnpkg.com', 'npm.jsr.io']],
  ['PyPI', ['pypi.org', 'pypi.python.org', 'files.pythonhosted.org']],
  ['crates.io', ['index.crates.io', 'static.crates.io', 'crates.io']],
  ['RubyGems', ['rubygems.org', 'index.rubygems.org']],
]);

const PUBLIC_HOSTS: ReadonlySet<string> = new Set([...PUBLIC.values()].flat());

/** Whether anybody may publish at a place, `https://host`: packages of any ecosystem, or of one. */
export function isPublicPlace(place: string, ecosystem?: string): boolean {
  if (ecosystem === undefined) return PUBLIC_HOSTS.has(hostOf(place));
  return PUBLIC.get(ecosystem)?.includes(hostOf(place)) === true;
}

export function hostOf(place: string): string {
  return place.replace(/^https?:\/\//, '').toLowerCase();
}

/** An address, with the ecosystem that it serves in front of it where that is one only. */
const OF_ECOSYSTEM = /^([A-Za-z][\w. -]*):(?=https?:)/;

/** The organization's own registries: of one ecosystem, or of all. */
export class OwnRegistries {
  readonly #ofAll = new Set<string>();
  readonly #of = new Map<string, Set<string>>();

  /** @param addresses - `https://host/…` or `npm:https://host/…`; what is none is left out */
  constructor(addresses: readonly string[]) {
    for (const text of addresses) {
      const ecosystem = OF_ECOSYSTEM.exec(text)?.[1];
      const address = text.replace(OF_ECOSYSTEM, '');
      if (!URL.canParse(address)) continue;
      const { host } = new URL(address);
      if (ecosystem === undefined) this.#ofAll.add(host);
      else {
        const hosts = this.#of.get(ecosystem) ?? new Set();
        this.#of.set(ecosystem, hosts.add(host));
      }
    }
  }

  /** Whether packages of an ecosystem may come from a place; of any where it is not known. */
  serves(place: string, ecosystem: string | undefined): boolean {
    const host = hostOf(place);
    if (this.#ofAll.has(host)) return true;
    return ecosystem === undefined
      ? [...this.#of.values()].some(hosts => hosts.has(host))
      : this.#of.get(ecosystem)?.has(host) === true;
  }
}
