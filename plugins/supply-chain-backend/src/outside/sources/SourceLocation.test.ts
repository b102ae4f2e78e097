import type { Entity } from '@backstage/catalog-model';
import {
  describeLocation,
  hostOf,
  SourceLocation,
  sourceLocationOf,
} from './SourceLocation';

function entity(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', annotations },
  };
}

const SOURCE = 'backstage.io/source-location';
const MANAGED = 'backstage.io/managed-by-location';

describe('sourceLocationOf', () => {
  it.each<[string, Record<string, string>, Partial<SourceLocation>]>([
    [
      'an address',
      { [SOURCE]: 'url:https://git.example/acme/shop/tree/main/web/' },
      { type: 'url', target: 'https://git.example/acme/shop/tree/main/web/' },
    ],
    [
      'the folder of a descriptor that has an address',
      { [MANAGED]: 'url:https://git.example/acme/shop/main/catalog-info.yaml' },
      { type: 'url', target: 'https://git.example/acme/shop/main/' },
    ],
    [
      'an absolute folder',
      { [SOURCE]: 'file:/repos/shop/' },
      { type: 'file', target: '/repos/shop' },
    ],
    [
      'a folder relative to the descriptor',
      {
        [SOURCE]: 'file:./web',
        [MANAGED]: 'file:/repos/shop/catalog-info.yaml',
      },
      { type: 'file', target: '/repos/shop/web' },
    ],
    [
      'a folder beside that of the descriptor',
      {
        [SOURCE]: 'dir:../web',
        [MANAGED]: 'file:/repos/shop/catalog-info.yaml',
      },
      { type: 'file', target: '/repos/web' },
    ],
    [
      'the folder of a descriptor on disk',
      { [MANAGED]: 'file:/repos/shop/catalog-info.yaml' },
      { type: 'file', target: '/repos/shop' },
    ],
    [
      'an annotation before the descriptor',
      {
        [SOURCE]: 'url:https://git.example/acme/web/',
        [MANAGED]: 'file:/repos/shop/catalog-info.yaml',
      },
      { type: 'url', target: 'https://git.example/acme/web/' },
    ],
  ])('takes %s', (_, annotations, expected) => {
    expect(sourceLocationOf(entity(annotations))).toEqual({
      ...expected,
      exclude: [],
    });
  });

  it('reads which folders are left out', () => {
    const { exclude } = sourceLocationOf(
      entity({
        [SOURCE]: 'file:/repos/shop',
        'safety-curtain.io/exclude': ' ./examples/, /vendor/copies ,, docs',
      }),
    );
    expect(exclude).toEqual(['examples', 'vendor/copies', 'docs']);
  });

  it.each([
    [{}, 'has no backstage.io/source-location annotation'],
    [{ [SOURCE]: 'https://git.example/' }, 'is not a location'],
    [{ [SOURCE]: 'url:no address' }, 'is not an address'],
    [{ [SOURCE]: 'url:ftp://git.example/' }, 'not read over ftp:'],
    [{ [SOURCE]: 'url:file:///etc/passwd' }, 'not read over file:'],
    [{ [SOURCE]: 'url:javascript:alert(1)' }, 'is not a location'],
    [{ [SOURCE]: 'file:./web' }, 'is relative'],
    [
      { [SOURCE]: 'file:./web', [MANAGED]: 'url:https://git.example/c.yaml' },
      'is relative',
    ],
    [{ [SOURCE]: 'svn:acme' }, "type 'svn' cannot be read"],
  ])('refuses %j and says why', (annotations, why) => {
    expect(() => sourceLocationOf(entity(annotations as never))).toThrow(why);
  });

  it.each([
    'url:https://me:secret@git.example:x/',
    'https://me:secret@git.example/',
    'url:https://me:sec@ret@git.example:x/',
  ])('refuses %s without telling the password', location => {
    expect(() => sourceLocationOf(entity({ [SOURCE]: location }))).toThrow(
      expect.objectContaining({
        message: expect.not.stringMatching(/secret|sec@/),
      }),
    );
  });
});

describe('a location', () => {
  const url: SourceLocation = {
    type: 'url',
    target: 'https://me:secret@git.example:8443/acme/shop/',
    exclude: [],
  };
  const file: SourceLocation = { type: 'file', target: '/repos', exclude: [] };

  it('is described without credentials', () => {
    expect(describeLocation(url)).toBe('https://git.example:8443/acme/shop/');
    expect(describeLocation(file)).toBe('/repos');
  });

  it('has a host, but for this machine', () => {
    expect(hostOf(url)).toBe('git.example:8443');
    expect(hostOf(file)).toBe('');
  });
});
