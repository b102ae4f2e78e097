import { componentLines, readWith } from '../../__testUtils__/summary';
import type { PomSource } from '../../model';
import { readManifest } from '../readManifest';

const dependency = (name: string, version?: string, more = '') => {
  const [group, artifact] = name.split(':');
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${
    version ? `<version>${version}</version>` : ''
  }${more}</dependency>`;
};
const bomImport = (name: string, version: string) =>
  dependency(name, version, '<type>pom</type><scope>import</scope>');
const pom = (
  name: string,
  {
    parent = '',
    managed = '',
    dependencies = '',
    more = '',
  }: Partial<
    Record<'parent' | 'managed' | 'dependencies' | 'more', string>
  > = {},
) => {
  const [group, artifact, version] = name.split(':');
  return `<project>${parent}<groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${more}
<dependencyManagement><dependencies>${managed}</dependencies></dependencyManagement>
<dependencies>${dependencies}</dependencies></project>`;
};
const modules = (...names: string[]) =>
  `<modules>${names
    .map(name => `<module>${name}</module>`)
    .join('')}</modules>`;

const bom = (name: string) => ({ name, role: 'BOM' });

describe('BOMs of the repository', () => {
  const app = pom('g:app:1', {
    managed:
      dependency('x:own', '1') +
      bomImport('g:first', '1') +
      bomImport('g:second', '1'),
    dependencies: ['x:own', 'x:a', 'x:b', 'x:c']
      .map(name => dependency(name))
      .join(''),
  });

  it('are imported in their own words: what is written wins over them, the first over the next', () => {
    const manifest = readWith('app/pom.xml', app, {
      '../pom.xml': pom('g:root:1', {
        more: modules('app', 'boms/first', 'boms'),
      }),
      '../boms/pom.xml': pom('g:boms:1', { more: modules('second') }),
      '../boms/first/pom.xml': pom('g:first:1', {
        more: '<properties><v>2</v></properties>',
        managed: dependency('x:own', '9') + dependency('x:a', '${v}'),
      }),
      '../boms/second/pom.xml': pom('g:second:1', {
        managed:
          dependency('x:a', '9') +
          dependency('x:b', '3') +
          bomImport('g:first', '1'),
      }),
    });
    expect(componentLines(manifest)).toEqual([
      'x:a@2 runtime direct',
      'x:b@3 runtime direct',
      'x:own@1 runtime direct',
    ]);
    expect(manifest.unresolved).toEqual({
      count: 1,
      first: ['x:c'],
      poms: [],
    });
  });

  it('are not taken for another version of theirs', () => {
    const manifest = readWith('pom.xml', app, {
      '../pom.xml': pom('g:root:1', { more: modules('first') }),
      '../first/pom.xml': pom('g:first:2', {
        managed: dependency('x:a', '2'),
      }),
    });
    expect(componentLines(manifest)).toEqual(['x:own@1 runtime direct']);
    expect(manifest.unresolved).toEqual({
      count: 3,
      first: ['x:a', 'x:b', 'x:c'],
      poms: [bom('g:first:1'), bom('g:second:1')],
    });
    expect(manifest.warnings).toContain(
      "the BOM 'g:first:1' is not in the source: versions that it manages are unknown",
    );
  });

  it('end where they import each other', () => {
    const importing = (name: string, other: string) =>
      pom(name, { managed: bomImport(other, '1') });
    const manifest = readWith('pom.xml', app, {
      '../pom.xml': pom('g:root:1', { more: modules('first', 'second') }),
      '../first/pom.xml': importing('g:first:1', 'g:second'),
      '../second/pom.xml': importing('g:second:1', 'g:first'),
    });
    expect(manifest.unresolved?.count).toBe(3);
  });
});

const inVersion = (
  group: string,
  artifact: string,
  version: string,
  more = '',
) =>
  `<parent><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${more}</parent>`;
const keyOf: (coordinates: Parameters<PomSource>[0]) => string = ({
  groupId,
  artifactId,
  version,
}) => `${groupId}:${artifactId}:${version}`;
const registryOf =
  (poms: Record<string, string>): PomSource =>
  coordinates =>
    poms[keyOf(coordinates)];
const parentRead = (
  parent: string,
  { neighbors = {}, poms = {} }: Record<string, Record<string, string>>,
) =>
  readManifest(
    'app/pom.xml',
    pom('g:app:1', { parent, dependencies: dependency('x:a') }),
    path => neighbors[path],
    { poms: registryOf(poms) },
  );
const managing = (name: string, version: string) =>
  pom(name, { managed: dependency('x:a', version) });

describe('POMs of registries', () => {
  const parent =
    '<parent><groupId>r</groupId><artifactId>parent</artifactId><version>1</version><relativePath/></parent>';
  const app = pom('g:app:1', {
    parent,
    dependencies: dependency('x:a') + dependency('x:b'),
  });
  const registry = new Map([
    [
      'r:parent:1',
      pom('r:parent:1', {
        managed: dependency('x:a', '1') + bomImport('r:bom', '2'),
      }),
    ],
    ['r:bom:2', pom('r:bom:2', { managed: dependency('x:b', '2') })],
  ]);

  it('are named one after another until they are given', () => {
    const given = new Set<string>();
    const poms: PomSource = ({ groupId, artifactId, version }) => {
      const name = `${groupId}:${artifactId}:${version}`;
      return given.has(name) ? registry.get(name) : undefined;
    };
    const read = () => readManifest('pom.xml', app, undefined, { poms });
    expect(read().unresolved).toEqual({
      count: 2,
      first: ['x:a', 'x:b'],
      poms: [{ name: 'r:parent:1', role: 'parent' }],
    });
    given.add('r:parent:1');
    expect(read().unresolved).toEqual({
      count: 1,
      first: ['x:b'],
      poms: [bom('r:bom:2')],
    });
    given.add('r:bom:2');
    expect(read().unresolved).toBeUndefined();
    expect(componentLines(read())).toEqual([
      'x:a@1 runtime direct',
      'x:b@2 runtime direct',
    ]);
  });

  it('are what was asked for, or count as missing', () => {
    for (const text of [
      '<!doctype html><title>Sign in</title>',
      pom('r:other:1', { managed: dependency('x:a', '1') }),
      pom('r:parent:2', { managed: dependency('x:a', '1') }),
      '<project/>',
      '',
    ]) {
      const manifest = parentRead(inVersion('r', 'parent', '1'), {
        poms: { 'r:parent:1': text },
      });
      expect(manifest.unresolved).toEqual({
        count: 1,
        first: ['x:a'],
        poms: [{ name: 'r:parent:1', role: 'parent' }],
      });
    }
  });

  it('are named where no version is missing: they may add more', () => {
    const manifest = readManifest(
      'pom.xml',
      pom('g:app:1', { parent, dependencies: dependency('x:a', '1') }),
    );
    expect(manifest.unresolved).toEqual({
      count: 0,
      first: [],
      poms: [{ name: 'r:parent:1', role: 'parent' }],
    });
    expect(manifest.warnings).toEqual([]);
  });

  it('take the place of a parent beside that has another version', () => {
    const neighbors = { '../pom.xml': managing('r:parent:2', '2') };
    const guessed = parentRead(inVersion('r', 'parent', '1'), { neighbors });
    expect(componentLines(guessed)).toEqual(['x:a@2 runtime direct']);
    expect(guessed.warnings).toEqual([
      "the parent 'r:parent:1' is not in the source: its version '2' there is counted",
    ]);
    expect(guessed.unresolved?.poms).toEqual([
      { name: 'r:parent:1', role: 'parent' },
    ]);
    const known = parentRead(inVersion('r', 'parent', '1'), {
      neighbors,
      poms: { 'r:parent:1': managing('r:parent:1', '1') },
    });
    expect(componentLines(known)).toEqual(['x:a@1 runtime direct']);
    expect(known.unresolved).toBeUndefined();
  });

  it('are asked for where the path to the parent is empty', () => {
    const manifest = parentRead(
      inVersion('r', 'parent', '1', '<relativePath/>'),
      {
        neighbors: { '../pom.xml': managing('r:parent:2', '2') },
        poms: { 'r:parent:1': managing('r:parent:1', '1') },
      },
    );
    expect(componentLines(manifest)).toEqual(['x:a@1 runtime direct']);
  });

  it('are, of a range of parents, what is known without asking', () => {
    const range = inVersion('r', 'parent', '[1.2,2)');
    const local = parentRead(range, {
      neighbors: { '../pom.xml': managing('r:parent:1.5', '1') },
    });
    expect(componentLines(local)).toEqual(['x:a@1 runtime direct']);
    const asked = parentRead(range, {});
    expect(asked.unresolved?.poms).toEqual([
      { name: 'r:parent:1.2', role: 'parent' },
    ]);
    const given = parentRead(range, {
      poms: { 'r:parent:1.2': managing('r:parent:1.2', '1') },
    });
    expect(componentLines(given)).toEqual(['x:a@1 runtime direct']);
    expect(given.warnings).toEqual([
      "the parent 'r:parent:[1.2,2)' is a range of versions, counted as '1.2'",
    ]);
  });

  it('know the properties of the project that inherits them', () => {
    const manifest = readManifest(
      'pom.xml',
      pom('g:app:7', {
        parent: inVersion('r', 'parent', '1'),
        more: '<properties><revision>3</revision></properties>',
        dependencies: ['x:a', 'x:b', 'x:c'].map(n => dependency(n)).join(''),
      }),
      undefined,
      {
        poms: registryOf({
          'r:parent:1': pom('r:parent:1', {
            more: '<properties><revision>9</revision></properties>',
            managed:
              dependency('x:a', '${project.parent.version}') +
              dependency('x:b', '${revision}') +
              dependency('x:c', '${project.version}'),
          }),
        }),
      },
    );
    expect(componentLines(manifest)).toEqual([
      'x:a@1 runtime direct',
      'x:b@3 runtime direct',
      'x:c@7 runtime direct',
    ]);
  });

  it('are imported in the version of the nearest', () => {
    const manifest = readManifest(
      'pom.xml',
      pom('g:app:1', {
        parent: inVersion('r', 'parent', '1'),
        managed: bomImport('r:bom', '2'),
        dependencies: dependency('x:a') + dependency('x:b'),
      }),
      undefined,
      {
        poms: registryOf({
          'r:parent:1': pom('r:parent:1', { managed: bomImport('r:bom', '1') }),
          'r:bom:1': pom('r:bom:1', {
            managed: dependency('x:a', '1') + dependency('x:b', '1'),
          }),
          'r:bom:2': managing('r:bom:2', '2'),
        }),
      },
    );
    expect(componentLines(manifest)).toEqual(['x:a@2 runtime direct']);
    expect(manifest.unresolved?.first).toEqual(['x:b']);
  });

  it('end soon where many import each other', () => {
    const names = Array.from({ length: 60 }, (_, i) => `r:bom${i}`);
    const all = names.map(name => bomImport(name, '1')).join('');
    const poms = Object.fromEntries(
      names.map(name => [`${name}:1`, pom(`${name}:1`, { managed: all })]),
    );
    const manifest = readManifest(
      'pom.xml',
      pom('g:app:1', { managed: all, dependencies: dependency('x:a') }),
      undefined,
      { poms: registryOf(poms) },
    );
    expect(manifest.unresolved).toEqual({ count: 1, first: ['x:a'], poms: [] });
  });
});
