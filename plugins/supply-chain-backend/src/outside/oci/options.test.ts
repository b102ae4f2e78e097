import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readImageOptions } from './options';

const read = (images: JsonObject) =>
  readImageOptions(new ConfigReader({ images }));

describe('registries of images', () => {
  it('are none unless they are configured', () => {
    expect(readImageOptions(undefined)).toEqual({
      registries: [],
      platform: 'linux/amd64',
      refreshMs: 3_600_000,
      timeoutMs: 60_000,
      maxBytes: 64 * 1024 * 1024,
    });
  });

  it('are asked at their own address, or at that of a mirror', () => {
    const { registries } = read({
      registries: [
        { host: 'GHCR.io' },
        { host: 'docker.io' },
        { host: 'quay.io', mirror: 'https://mirror.example/quay/' },
      ],
    });
    expect(registries).toMatchObject([
      { host: 'ghcr.io', url: 'https://ghcr.io', allowPrivate: false },
      { url: 'https://registry-1.docker.io', tokenHost: 'auth.docker.io' },
      { url: 'https://mirror.example/quay', tokenHost: undefined },
    ]);
  });

  it.each([
    [{ host: 'https://ghcr.io' }, 'registries[0].host'],
    [{ host: 'ghcr.io/acme' }, 'registries[0].host'],
    [
      { host: 'a.io', mirror: 'ftp://b' },
      'registries[0].mirror is not an http',
    ],
    [{ host: 'a.io', mirror: 'https://u:p@b' }, 'mirror holds credentials'],
    [{ host: 'a.io', mirror: 'https://b?c' }, 'mirror must end with its path'],
    [{ host: 'a.io', username: 'u' }, 'registries[0].username'],
    [{ host: 'a.io', token: 'a b' }, 'registries[0].token is no value'],
    [
      { host: 'a.io', token: 't', username: 'u', password: 'p' },
      'registries[0].token: either',
    ],
    [
      { host: 'a.io', trustedHosts: ['x', '*.y'] },
      'trustedHosts[1] is no host',
    ],
    [{ host: 'a.io', tokenHost: 'https://b' }, 'tokenHost is no host'],
  ])('are refused as %j', (registry, reason) => {
    expect(() => read({ registries: [registry] })).toThrow(reason);
    // Nor does the message tell credentials.
    expect(() => read({ registries: [registry] })).not.toThrow('u:p');
  });

  it('are refused where one is there twice, or the platform is none', () => {
    expect(() =>
      read({ registries: [{ host: 'a.io' }, { host: 'A.io' }] }),
    ).toThrow("registries[1].host: 'a.io' is there twice");
    expect(() => read({ platform: 'linux' })).toThrow(
      'supplyChain.images.platform must be like linux/amd64',
    );
  });
});
