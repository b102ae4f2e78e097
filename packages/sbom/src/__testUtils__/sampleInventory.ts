import type { DocumentMeta } from '../documents/documentMeta';
import type { Component, Inventory, Manifest } from '../model';

export const meta: DocumentMeta = {
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  timestamp: '2025-06-01T12:00:00.123Z',
  tools: [{ name: 'safety-curtain', version: '0.1.0' }],
  context: 'source',
  properties: { revision: 'abc123', entity: 'component:default/shop' },
};

/** A registry package of npm, for tests. */
export function npmComponent(
  name: string,
  version: string,
  more: Partial<Component> = {},
): Component {
  return {
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    name,
    version,
    ecosystem: 'npm',
    packageName: name,
    direct: false,
    scope: 'runtime',
    hashes: [],
    origin: 'registry',
    dependsOn: [],
    ...more,
  };
}

export function manifestOf(
  path: string,
  components: Component[],
  more: Partial<Manifest> = {},
): Manifest {
  return {
    path,
    format: 'npm-package-lock',
    graph: 'full',
    components,
    warnings: [],
    ...more,
  };
}

/** Two manifests that share `shared`, whose dependencies differ, and `same`, whose do not. */
export const inventory: Inventory = {
  subject: {
    name: 'shop',
    version: '1.0.0',
    purl: 'pkg:generic/shop@1.0.0',
    description: 'A shop',
  },
  manifests: [
    manifestOf('web/package-lock.json', [
      npmComponent('@s/top', '1.0.0', {
        direct: true,
        license: 'MIT',
        hashes: [{ algorithm: 'SHA-512', value: 'ab'.repeat(64) }],
        dependsOn: ['pkg:npm/shared@1.0.0'],
      }),
      npmComponent('shared', '1.0.0', {
        license: 'see the file',
        dependsOn: ['pkg:npm/left@1.0.0'],
      }),
      npmComponent('left', '1.0.0'),
      npmComponent('open', '1.0.0', { direct: undefined, scope: 'unknown' }),
      npmComponent('opener', '1.0.0', { direct: true, scope: 'unknown' }),
      npmComponent('same', '1.0.0', { direct: true, scope: 'development' }),
    ]),
    manifestOf('api/package-lock.json', [
      npmComponent('shared', '1.0.0', {
        direct: true,
        dependsOn: ['pkg:npm/right@1.0.0'],
      }),
      npmComponent('right', '1.0.0', { scope: 'optional' }),
      npmComponent('same', '1.0.0', { direct: true }),
      npmComponent('forked', '', {
        ecosystem: undefined,
        purl: 'pkg:npm/forked?vcs_url=x',
        origin: 'git',
        vcsUrl: 'git+ssh://git@git.test/o/forked.git@abcdef0',
        direct: true,
        scope: 'optional',
      }),
    ]),
  ],
};
