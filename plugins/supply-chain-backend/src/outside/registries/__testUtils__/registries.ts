import type { PackageMetadataSource } from '@safety-curtain/plugin-supply-chain-node';
import { CratesSource } from '../CratesSource';
import { DepsDevSource } from '../DepsDevSource';
import { MavenSource } from '../MavenSource';
import { NpmSource } from '../npm/NpmSource';
import { NugetSource } from '../NugetSource';
import { PypiSource } from '../PypiSource';
import { RubyGemsSource } from '../RubyGemsSource';

/** Bounds that tests need not wait for. */
export const bounds = {
  concurrency: 2,
  timeoutMs: 10_000,
  maxBytes: 1024 * 1024,
};

type Create = (
  url: string,
  options?: Partial<typeof bounds & { authorization: string }>,
) => PackageMetadataSource;

const web =
  (
    Source: new (
      options: typeof bounds & {
        url: string;
        authorization?: string;
        intervalMs?: number;
      },
    ) => PackageMetadataSource,
  ): Create =>
  (url, options) =>
    new Source({ ...bounds, intervalMs: 0, ...options, url });

/** Every source by its id, asked at one address. */
export const createSource: Record<string, Create> = {
  npm: (url, { authorization, ...options } = {}) =>
    new NpmSource({ ...bounds, ...options }, async () => ({
      registry: `${url}/`,
      [`${url.replace('http:', '')}/:_authToken`]: authorization?.replace(
        'Bearer ',
        '',
      ),
    })),
  'deps.dev': web(DepsDevSource),
  pypi: web(PypiSource),
  crates: web(CratesSource),
  rubygems: web(RubyGemsSource),
  maven: web(MavenSource),
  nuget: web(NugetSource),
};

/** Asks a source of the first ecosystem that it answers for. */
export function ask(
  source: PackageMetadataSource,
  name: string,
  versions: string[],
  {
    ecosystem = source.ecosystems[0],
    signal = new AbortController().signal,
  } = {},
) {
  return source.describe({ ecosystem, name }, versions, { signal });
}
