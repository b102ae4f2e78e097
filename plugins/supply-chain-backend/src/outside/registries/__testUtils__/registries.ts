import type { PackageMetadataSource } from '@safety-curtain/plugin-supply-chain-node';
import { startServer, TestServer } from '../../../__testUtils__/httpServer';
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

/** A registry for each test of a file, which answers what the test tells it to. */
export function registryServer() {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.close());
  return {
    get url() {
      return server.url;
    },
    /** The answer of paths that have none. */
    set otherwise(text: string) {
      server.otherwise = text;
    },
    takeRequests: () => server.takeRequests(),
    answer(path: string, value: unknown) {
      const isText = typeof value === 'string';
      server.answers.set(path, isText ? value : JSON.stringify(value));
    },
  };
}

/** The start of a day. */
export const day = (text: string) => new Date(`${text}T00:00:00.000Z`);

/** The same, as registries write it. */
export const time = (text: string) => `${text}T00:00:00.000000Z`;
