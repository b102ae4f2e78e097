import {
  startServer,
  type TestServer,
} from '../../../__testUtils__/httpServer';
import { bounds } from '../__testUtils__/registries';
import { configuredProvenance } from './configured';
import { NpmProvenance } from './NpmProvenance';
import { PypiProvenance } from './PypiProvenance';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const never = new AbortController().signal;
const answer = (path: string, value: unknown) =>
  server.answers.set(path, JSON.stringify(value));

describe('NpmProvenance', () => {
  const gather = (packageName: string, version: string) =>
    new NpmProvenance(bounds, async () => ({
      registry: `${server.url}/`,
    })).gather({ packageName, version }, never);
  const publish = (name: string, version: string, dist: object) =>
    answer(`/${name}/${version}`, { name, version, dist });

  it('gathers attestations from where npm is configured, whatever address the registry names', async () => {
    publish('@acme/shop', '1.0.0', {
      integrity: 'sha512-x',
      attestations: { url: 'http://169.254.169.254/latest' },
    });
    answer('/-/npm/v1/attestations/@acme/shop@1.0.0', { attestations: [] });
    expect(await gather('@acme/shop', '1.0.0')).toEqual({
      evidence: [
        {
          kind: 'npm',
          name: '@acme/shop',
          version: '1.0.0',
          integrity: 'sha512-x',
          attestations: '{"attestations":[]}',
        },
      ],
    });
  });

  it.each<[object, string, RegExp]>([
    [{ signatures: [] }, 'not-signed', /without provenance/],
    [{}, 'unchecked', /does not tell whether/],
    [{ attestations: {} }, 'unchecked', /does not tell what the package is/],
    [
      { attestations: {}, integrity: 'sha512-x' },
      'unchecked',
      /names attestations, and does not have them/,
    ],
  ])('tells apart what there is not: %j', async (dist, outcome, reason) => {
    publish('a', '1.0.0', dist);
    expect(await gather('a', '1.0.0')).toEqual({
      outcome,
      reason: expect.stringMatching(reason),
    });
  });

  it('takes nothing for granted', async () => {
    expect(await gather('a', '1.0.0')).toMatchObject({ outcome: 'unchecked' });
    expect(await gather('../a', '1.0.0')).toMatchObject({
      outcome: 'unchecked',
    });
    expect(await gather('a', '..')).toMatchObject({ outcome: 'unchecked' });
    publish('a', '1.0.0', {});
    answer('/b/1.0.0', { name: 'a', version: '1.0.0' });
    await expect(gather('b', '1.0.0')).rejects.toThrow(/answered for "a"/);
    server.answers.set('/c/1.0.0', '{');
    await expect(gather('c', '1.0.0')).rejects.toThrow(/cannot be read/);
  });
});

describe('PypiProvenance', () => {
  const gather = (packageName: string, version: string) =>
    new PypiProvenance({ ...bounds, intervalMs: 0, url: server.url }).gather(
      { packageName, version },
      never,
    );
  const file = (filename: string, byte = 'ab') => ({
    filename,
    digests: { sha256: byte.repeat(32) },
  });
  const publish = (...urls: object[]) =>
    answer('/pypi/shop/1.0/json', { info: { name: 'Shop' }, urls });
  const index = (...files: object[]) => answer('/simple/shop/', { files });
  const attest = (filename: string) =>
    answer(`/integrity/shop/1.0/${filename}/provenance`, { version: 1 });
  const evidence = (name: string, byte = 'ab') => ({
    kind: 'pypi',
    file: name,
    sha256: byte.repeat(32),
    provenance: '{"version":1}',
  });

  it('gathers attestations of each file, the source first', async () => {
    publish(file('shop-1.0-py3-none-any.whl'), file('shop-1.0.tar.gz'));
    attest('shop-1.0-py3-none-any.whl');
    attest('shop-1.0.tar.gz');
    expect(await gather('shop', '1.0')).toEqual({
      evidence: [
        evidence('shop-1.0.tar.gz'),
        evidence('shop-1.0-py3-none-any.whl'),
      ],
    });
  });

  it('tells which files have none, beyond the first few as well', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `shop-1.0-${i}.whl`);
    publish(...names.map(name => file(name)));
    names.slice(0, 8).forEach(attest);
    const { kind, file: name, sha256 } = evidence('shop-1.0-8.whl');
    expect(await gather('shop', '1.0')).toEqual({
      evidence: [
        ...names.slice(0, 8).map(one => evidence(one)),
        { kind, file: name, sha256 },
      ],
    });
  });

  it('asks about a hundred files at the most, and of few where none is signed', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `shop-1.0-${i}.whl`);
    publish(...names.map(name => file(name)));
    index(...names.map(filename => ({ filename, provenance: null })));
    expect(await gather('shop', '1.0')).toEqual({
      outcome: 'not-signed',
      reason: expect.stringContaining('of 5 of 120 files'),
    });
    names.forEach(attest);
    const found = (await gather('shop', '1.0')) as any;
    expect(found.evidence).toHaveLength(100);
    expect(found.leftOut).toContain('Only 100 of 120 files');
  });

  it.each<[string, object | undefined, string, RegExp]>([
    ['says so', { provenance: null }, 'not-signed', /without attestations/],
    ['does not say', {}, 'unchecked', /does not tell whether/],
    ['is not there', undefined, 'unchecked', /does not tell whether/],
    [
      'names some',
      { provenance: 'https://x.example/p' },
      'unchecked',
      /names attestations, and does not have them/,
    ],
  ])(
    'takes a file for not signed only where the index %s',
    async (_says, said, outcome, reason) => {
      const filename = 'shop-1.0.tar.gz';
      publish(file(filename));
      if (said) index({ filename, ...said });
      expect(await gather('shop', '1.0')).toEqual({
        outcome,
        reason: expect.stringMatching(reason),
      });
    },
  );

  it('cannot tell of what the index does not know', async () => {
    expect(await gather('shop', '1.0')).toMatchObject({ outcome: 'unchecked' });
    answer('/pypi/shop/1.0/json', { info: { name: 'other' } });
    await expect(gather('shop', '1.0')).rejects.toThrow(/answered for "other"/);
  });
});

describe('registries of the configuration', () => {
  it('are those that it names', () => {
    const options = { ...bounds, npm: true };
    const ids = (of: Parameters<typeof configuredProvenance>[0]) =>
      configuredProvenance(of, options).map(({ id }) => id);
    expect(ids({ npm: true })).toEqual(['npm']);
    expect(ids({ npm: false, pypi: { url: server.url } })).toEqual(['pypi']);
  });
});
