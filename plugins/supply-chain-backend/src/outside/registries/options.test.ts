import { ConfigReader } from '@backstage/config';
import { configuredMetadataSources, readRegistryOptions } from '.';

const read = (sources?: object) =>
  readRegistryOptions(
    new ConfigReader(sources ? ({ licenses: { sources } } as never) : {}),
  );

const url = 'https://registry.example/base';

describe('readRegistryOptions', () => {
  it('asks npm alone where nothing is configured', () => {
    expect(readRegistryOptions(undefined)).toEqual({
      concurrency: 4,
      timeoutMs: 60_000,
      maxBytes: 67_108_864,
      npm: true,
    });
    const sources = configuredMetadataSources(read());
    expect(sources.map(source => source.id)).toEqual(['npm']);
  });

  it('makes a source of each registry that is configured', () => {
    const options = read({
      npm: { enabled: false },
      depsDev: { enabled: true },
      pypi: { url: `${url}//`, authorization: 'Bearer secret' },
      crates: { url },
      rubygems: { url },
      maven: { url },
      nuget: { url },
      concurrency: 2,
      timeout: { seconds: 5 },
      maxBytes: 1000,
    });
    expect(options).toMatchObject({
      pypi: { url, authorization: 'Bearer secret' },
      timeoutMs: 5000,
      maxBytes: 1000,
    });
    const sources = configuredMetadataSources(options);
    expect(
      sources.map(({ id, concurrency }) => `${id} ${concurrency}`),
    ).toEqual([
      'pypi 2',
      'crates 1',
      'rubygems 2',
      'maven 2',
      'nuget 2',
      'deps.dev 2',
    ]);
    expect(
      new Set(sources.slice(0, 5).flatMap(source => source.ecosystems)).size,
    ).toBe(5);
  });

  it('leaves deps.dev alone until it is turned on', () => {
    expect(read({ depsDev: { url } }).depsDev).toBeUndefined();
  });

  it.each([
    [{ pypi: {} }, "Missing required config value at 'licenses.sources.pypi"],
    [{ pypi: { url: 'ftp://x' } }, 'pypi.url is not an http(s) address'],
    [{ maven: { url: `${url}?a=b` } }, 'maven.url must end with its path'],
    [
      { nuget: { url, authorization: 'Basic a\r\nx: y' } },
      'nuget.authorization is no value of a header',
    ],
    [{ concurrency: 0 }, 'concurrency must be a whole number above zero'],
    [{ maxBytes: 2 ** 31 }, 'maxBytes must not be above 268435456'],
  ])('refuses %j', (sources, message) => {
    expect(() => read(sources)).toThrow(message);
  });

  it('does not repeat credentials that stand in the wrong place', () => {
    expect(() =>
      read({ crates: { url: 'https://me:hunter2@registry.example' } }),
    ).toThrow(
      "supplyChain.licenses.sources.crates.url must not hold credentials; they belong into 'authorization' beside it",
    );
  });
});
