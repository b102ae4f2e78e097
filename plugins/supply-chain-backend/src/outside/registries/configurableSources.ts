import { DEPS_DEV_ECOSYSTEMS } from './DepsDevSource';

/** What each key of `supplyChain.licenses.sources` answers for, by OSV's names of ecosystems. */
const ECOSYSTEMS: Readonly<Record<string, readonly string[]>> = {
  npm: ['npm'],
  pypi: ['PyPI'],
  crates: ['crates.io'],
  rubygems: ['RubyGems'],
  maven: ['Maven'],
  nuget: ['NuGet'],
  depsDev: DEPS_DEV_ECOSYSTEMS,
};

/** The options that would have packages of an ecosystem asked about: `supplyChain.licenses.sources.pypi`. */
export function configurableSources(ecosystem: string): string[] {
  return Object.entries(ECOSYSTEMS)
    .filter(([, served]) => served.includes(ecosystem))
    .map(([key]) => `supplyChain.licenses.sources.${key}`);
}
