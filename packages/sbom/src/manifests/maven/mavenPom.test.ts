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
      poms: ['g:first:1', 'g:second:1'],
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
      poms: ['r:parent:1'],
    });
    given.add('r:parent:1');
    expect(read().unresolved).toEqual({
      count: 1,
      first: ['x:b'],
      poms: ['r:bom:2'],
    });
    given.add('r:bom:2');
    expect(read().unresolved).toBeUndefined();
    expect(componentLines(read())).toEqual([
      'x:a@1 runtime direct',
      'x:b@2 runtime direct',
    ]);
  });
});
