/** Words that only say what a package is made for, by ecosystem, around the name of another. */
const PLATFORMS: ReadonlyMap<string, readonly RegExp[]> = new Map([
  ['npm', [/^(.+?)(?:[-.]?js|-node|-npm)$/, /^node-?(.+)$/]],
  ['PyPI', [/^(.+)-(?:python3?|py)$/, /^python3?-(.+)$/]],
  ['RubyGems', [/^(.+)-(?:ruby|gem)$/, /^ruby-(.+)$/]],
  ['crates.io', [/^(.+)-(?:rs|rust)$/, /^rust-(.+)$/]],
]);

/** What a name is without the words for what it is made for. */
export function withoutPlatform(ecosystem: string, name: string): string[] {
  return (PLATFORMS.get(ecosystem) ?? []).flatMap(
    pattern => pattern.exec(name)?.[1] ?? [],
  );
}
