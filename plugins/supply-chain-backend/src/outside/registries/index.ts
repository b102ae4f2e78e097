import type { PackageMetadataSource } from '@safety-curtain/plugin-supply-chain-node';
import { CratesSource } from './CratesSource';
import { DepsDevSource } from './DepsDevSource';
import { MavenSource } from './MavenSource';
import { NpmSource } from './npm/NpmSource';
import { NugetSource } from './NugetSource';
import type { RegistryOptions } from './options';
import { PomRegistry } from './PomRegistry';
import { PypiSource } from './PypiSource';
import { RubyGemsSource } from './RubyGemsSource';

export { readRegistryOptions } from './options';
export type { RegistryOptions, RegistryPlace } from './options';

/** The registries that the configuration names, and npm's. */
export function configuredMetadataSources(
  options: RegistryOptions,
): PackageMetadataSource[] {
  const { depsDev, pypi, crates, rubygems, maven, nuget } = options;
  return [
    ...(options.npm ? [new NpmSource(options)] : []),
    ...(pypi ? [new PypiSource({ ...options, ...pypi })] : []),
    ...(crates ? [new CratesSource({ ...options, ...crates })] : []),
    ...(rubygems ? [new RubyGemsSource({ ...options, ...rubygems })] : []),
    ...(maven ? [new MavenSource({ ...options, ...maven })] : []),
    ...(nuget ? [new NugetSource({ ...options, ...nuget })] : []),
    ...(depsDev ? [new DepsDevSource({ ...options, ...depsDev })] : []),
  ];
}

/** The Maven repository that the configuration names, for the POMs that scans need. */
export function configuredPomRegistry(
  options: RegistryOptions,
): PomRegistry | undefined {
  return options.maven && new PomRegistry({ ...options, ...options.maven });
}
