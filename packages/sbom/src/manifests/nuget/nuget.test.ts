import { corpusText, hasCorpus } from '@safety-curtain/testing';
import { itCompares } from '../../__testUtils__/stepTable';
import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../../__testUtils__/summary';

const json = (value: unknown) => JSON.stringify(value);

const project = (body: string) =>
  `<Project Sdk="Microsoft.NET.Sdk">${body}</Project>`;
const items = (...lines: string[]) =>
  `<ItemGroup>${lines.join('')}</ItemGroup>`;
const reference = (name: string, more = '') =>
  `<PackageReference Include="${name}" ${more} />`;
const managing = (is: string) =>
  `<PropertyGroup><ManagePackageVersionsCentrally>${is}</ManagePackageVersionsCentrally></PropertyGroup>`;
const central = (...lines: string[]) =>
  `<Project>${managing('true')}${items(...lines)}</Project>`;

describe('packages.lock.json', () => {
  const target = {
    A: {
      type: 'Direct',
      resolved: '1.0.0',
      dependencies: { B: '1', Own: '1' },
    },
    B: { type: 'Transitive', resolved: '1.1.0', contentHash: 'x==' },
    C: { type: 'CentralTransitive', resolved: '2.0.0' },
    own: { type: 'Project', dependencies: { c: '2', 'System.Memory': '4' } },
  };
  const lock = json({
    version: 2,
    dependencies: {
      'net8.0': target,
      'net8.0/win': {
        D: { type: 'Transitive', resolved: '3.0.0', dependencies: { b: '1' } },
      },
    },
  });

  it('has edges within a framework, and from a runtime to its framework', () => {
    expect(edgeLines(readWith('packages.lock.json', lock))).toEqual([
      'A@1.0.0 -> B@1.1.0',
      'D@3.0.0 -> B@1.1.0',
    ]);
  });

  it('does not know without a project what is for building only', () => {
    const manifest = readWith('packages.lock.json', lock);
    expect(componentLines(manifest)).toEqual([
      'A@1.0.0 unknown direct',
      'B@1.1.0 unknown',
      'C@2.0.0 unknown direct',
      'D@3.0.0 unknown',
    ]);
    expect(componentNamed(manifest, 'B')).toMatchObject({
      purl: 'pkg:nuget/B@1.1.0',
      ecosystem: 'NuGet',
      integrity: 'x==',
      hashes: [],
    });
  });

  it.each([
    ['Version="1"', 'A@1.0.0 runtime direct'],
    [
      'Version="1" PrivateAssets="all" IncludeAssets="runtime; build; analyzers"',
      'A@1.0.0 development direct',
    ],
    // To whom it is passed on says nothing about the project itself.
    ['Version="1" PrivateAssets="all"', 'A@1.0.0 runtime direct'],
    [
      'Version="1" ExcludeAssets="runtime;compile"',
      'A@1.0.0 development direct',
    ],
  ])('knows from the project beside it: %s', (more, line) => {
    const beside = { 'App.csproj': project(items(reference('A', more))) };
    const manifest = readWith('packages.lock.json', lock, beside);
    expect(componentLines(manifest)[0]).toBe(line);
    expect(manifest.root?.name).toBe('App');
  });

  it.each([
    ['<PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup>', 'A'],
    ['', 'Microsoft.NET.Test.Sdk'],
  ])('has nothing to ship in a project of tests: %j %s', (group, name) => {
    const beside = { 'T.csproj': project(group + items(reference(name))) };
    expect(
      componentLines(readWith('packages.lock.json', lock, beside))[1],
    ).toBe('B@1.1.0 development');
  });

  it('may have its frameworks by alias', () => {
    const text = json({
      version: 3,
      apple: { framework: 'net10.0', dependencies: target },
      banana: { framework: 'net10.0', dependencies: target },
    });
    expect(readWith('packages.lock.json', text).components).toHaveLength(3);
    expect(() =>
      readWith('packages.lock.json', json({ version: 3, apple: {} })),
    ).toThrow("'dependencies of apple' is missing");
  });

  it('may be of one of several projects', () => {
    const beside = {
      'A b.csproj': project(
        items(reference('A', 'Version="1" ExcludeAssets="all"')),
      ),
      'B.csproj': project(items(reference('Z', 'Version="1"'))),
    };
    const use = (path: string) => {
      const { root, components, lock: state } = readWith(path, lock, beside);
      return [root?.name, components[0].scope, state?.inStep];
    };
    expect(use('packages.A_b.lock.json')).toEqual([
      'A b',
      'development',
      undefined,
    ]);
    expect(use('packages.B.lock.json')).toEqual(['B', 'unknown', false]);
    // Whose it is, is not known.
    expect(use('packages.lock.json')).toEqual([
      'A b',
      'development',
      undefined,
    ]);
  });

  itCompares('packages.lock.json', [
    {
      when: 'agree, with a tool that is no part of it',
      lock: json({
        version: 1,
        dependencies: {
          net6: {
            A: { type: 'Direct', requested: '[1.2.0, )', resolved: '1.2.0' },
          },
        },
      }),
      beside: {
        'A.csproj': project(
          items(
            reference('A', 'Version="1.2"'),
            '<DotNetCliToolReference Include="Tool" Version="1" />',
          ),
        ),
      },
      expected: 'in step',
    },
    {
      when: 'agree',
      lock: json({
        version: 1,
        dependencies: {
          net6: {
            A: { type: 'Direct', requested: '[1.2.0, )', resolved: '1.2.0' },
          },
        },
      }),
      beside: { 'A.csproj': project(items(reference('a', 'Version="1.2"'))) },
      expected: 'in step',
    },
    {
      when: 'differ in a version',
      lock: json({
        version: 1,
        dependencies: {
          net6: {
            A: { type: 'Direct', requested: '[1.2.0, )', resolved: '1.2.0' },
          },
        },
      }),
      beside: { 'A.csproj': project(items(reference('a', 'Version="1.3"'))) },
      expected:
        'the project asks for a 1.3, and the lock file was made for 1.2',
    },
    {
      when: 'differ in a package',
      lock,
      beside: { 'A.csproj': project(items(reference('Z', 'Version="1"'))) },
      expected:
        'the project asks for Z 1, and the lock file was made without it',
    },
    {
      when: 'are open where a condition is not known',
      lock,
      beside: {
        'A.csproj': project(
          items(reference('Z', `Version="1" Condition="'$(X)' == 'y'"`)),
        ),
      },
      expected: 'open',
    },
  ]);
});

describe('project.assets.json', () => {
  it('has the graph of a restore', () => {
    const manifest = readWith(
      'project.assets.json',
      json({
        version: 3,
        targets: {
          'net8.0': {
            'A/1.0.0': { type: 'package', dependencies: { B: '1.0.0' } },
            'B/1.1.0': { type: 'package' },
            'C/2.0.0': { type: 'package' },
            'own/1.0.0': { type: 'project', dependencies: { C: '2.0.0' } },
            'Tool/1.0.0': { type: 'package' },
          },
        },
        libraries: { 'A/1.0.0': { sha512: 'x==', type: 'package' } },
        projectFileDependencyGroups: { 'net8.0': ['A >= 1.0.0', 'Tool >= 1'] },
        project: {
          version: '3.2.1',
          restore: { projectName: 'App' },
          frameworks: {
            'net8.0': {
              dependencies: {
                A: { target: 'Package', version: '[1.0.0, )' },
                Tool: { include: 'Build, Analyzers', suppressParent: 'All' },
              },
            },
          },
        },
      }),
    );
    expect(manifest.root).toEqual({ name: 'App', version: '3.2.1' });
    expect(componentLines(manifest)).toEqual([
      'A@1.0.0 runtime direct',
      'B@1.1.0 runtime',
      'C@2.0.0 runtime direct',
      'Tool@1.0.0 development direct',
    ]);
    expect(edgeLines(manifest)).toEqual(['A@1.0.0 -> B@1.1.0']);
    expect(componentNamed(manifest, 'A').integrity).toBe('x==');
  });
});

describe('deps.json', () => {
  it('names what is deployed, past packages without files', () => {
    const manifest = readWith(
      'App.deps.json',
      json({
        runtimeTarget: { name: 't/linux' },
        targets: {
          t: {},
          't/linux': {
            'App/1.0.0': { dependencies: { Meta: '1', Pack: '1' } },
            'Meta/1.0.0': { dependencies: { Loop: '1', Real: '1' } },
            'Loop/1.0.0': { dependencies: { Meta: '1' } },
            'Real/2.0.0': { runtime: { 'real.dll': {} } },
            'runtimepack.Net.Runtime.linux/8.0.1': { native: { 'n.so': {} } },
          },
        },
        libraries: {
          'App/1.0.0': { type: 'project' },
          'Meta/1.0.0': { type: 'package' },
          'Loop/1.0.0': { type: 'package' },
          'Real/2.0.0': { type: 'package', sha512: 'sha512-x==' },
          'runtimepack.Net.Runtime.linux/8.0.1': { type: 'runtimepack' },
          'Local/0.0.0': { type: 'reference' },
        },
      }),
    );
    expect(componentLines(manifest)).toEqual([
      'Net.Runtime.linux@8.0.1 runtime',
      'Real@2.0.0 runtime direct',
    ]);
    expect(componentNamed(manifest, 'Real').integrity).toBe('x==');
    expect(manifest.warnings).toEqual([
      '2 packages without a file in the application are left out',
    ]);
  });
});

describe('a project file', () => {
  const lines = (text: string, beside: Record<string, string> = {}) => {
    const manifest = readWith('src/App.csproj', text, beside);
    return [
      ...componentLines(manifest),
      ...(manifest.unresolved?.first ?? []).map(name => `${name}?`),
    ];
  };

  it.each([
    ['1.2.3', ['A@1.2.3 runtime direct']],
    ['[1.2.3]', ['A@1.2.3 runtime direct']],
    ['[1.2.3, )', ['A@1.2.3 runtime direct']],
    ['1.*', ['A?']],
    ['*', ['A?']],
    ['[1.0,2.0)', ['A?']],
    ['(1.0,)', ['A?']],
    ['$(Unknown)', ['A?']],
    ['', ['A?']],
  ])('asks for version %j', (version, expected) => {
    const text = project(items(reference('A', `Version="${version}"`)));
    expect(lines(text)).toEqual(expected);
  });

  it('fills in properties, also of files above it', () => {
    const text = project(
      `<PropertyGroup>
        <Own>1.0</Own>
        <Full>$(Own).5</Full>
        <Above Condition="'$(Above)' == ''">9</Above>
        <Late Condition="'$(Own)' == '1.0'">4.0</Late>
        <Open Condition="'$(Configuration)' == 'Debug'">7.0</Open>
        <Loop>$(Loop)</Loop>
      </PropertyGroup>${items(
        ...['Full', 'Above', 'Late', 'Open', 'Loop'].map(name =>
          reference(name, `Version="$(${name.toLowerCase()})"`),
        ),
      )}`,
    );
    const beside = {
      '../Directory.Build.props':
        '<Project><PropertyGroup><Above>3.0</Above></PropertyGroup><Import Project="$(MSBuildThisFileDirectory)eng/more.props" /></Project>',
      '../eng/more.props': central(reference('Common', 'Version="5.0"')),
    };
    expect(lines(text, beside)).toEqual([
      'Above@3.0 runtime direct',
      'Common@5.0 runtime direct',
      'Full@1.0.5 runtime direct',
      'Late@4.0 runtime direct',
      'Loop?',
      'Open?',
    ]);
  });

  it('takes versions that are managed for all projects', () => {
    const text = project(
      items(
        reference('a'),
        reference('B', 'VersionOverride="2.1"'),
        reference('C'),
        reference('D'),
        '<PackageReference Remove="Gone" />',
      ),
    );
    const beside = {
      '../../Directory.Packages.props': central(
        '<PackageVersion Include="A" Version="1.0" />',
        '<PackageVersion Include="B" Version="2.0" />',
        `<PackageVersion Include="C" Version="3.0" Condition="'$(TargetFramework)' == 'net8.0'" />`,
        `<PackageVersion Include="C" Version="3.1" Condition="'$(TargetFramework)' == 'net6.0'" />`,
        '<PackageVersion Include="Unused" Version="4.0" />',
        '<GlobalPackageReference Include="Tool" Version="5.0" />',
        '<PackageReference Include="Gone" Version="6.0" />',
      ),
    };
    expect(lines(text, beside)).toEqual([
      'B@2.1 runtime direct',
      'C@3.0 runtime direct',
      'C@3.1 runtime direct',
      'Tool@5.0 development direct',
      'a@1.0 runtime direct',
      'D?',
    ]);
  });

  describe('where a project has a version beside that for all', () => {
    const all = items(
      '<PackageVersion Include="A" Version="2.0" />',
      '<GlobalPackageReference Include="Tool" Version="5.0" />',
    );
    const own = items(reference('A', 'Version="1.0"'));
    const props = (property: string) => ({
      '../Directory.Packages.props': `<Project>${property}${all}</Project>`,
    });
    const tool = 'Tool@5.0 development direct';

    it.each([
      ['switched off in the project', managing('true'), managing('false')],
      ['switched off for all', managing('false'), ''],
      ['never switched on', '', ''],
    ])('its own is taken: %s', (_, forAll, inProject) => {
      expect(lines(project(inProject + own), props(forAll))).toEqual([
        'A@1.0 runtime direct',
      ]);
    });

    it('that for all is taken where it is switched on', () => {
      expect(lines(project(own), props(managing('true')))).toEqual([
        'A@2.0 runtime direct',
        tool,
      ]);
    });

    it('its own is taken where a condition decides', () => {
      const perhaps = managing('true').replace(
        'Centrally>',
        `Centrally Condition="'$(Y)' == '1'">`,
      );
      expect(lines(project(own), props(perhaps))).toEqual([
        'A@1.0 runtime direct',
        tool,
      ]);
    });

    it('that of the older SDK is taken, which changes what projects say', () => {
      const update = items('<PackageReference Update="A" Version="3.0" />');
      expect(
        lines(project(own), {
          '../Packages.props': `<Project>${update}</Project>`,
        }),
      ).toEqual(['A@3.0 runtime direct']);
    });
  });

  it('takes what conditions allow, and not what they exclude', () => {
    const when = (left: string) => `Version="1" Condition="'${left}' == 'yes'"`;
    const text = project(
      `<PropertyGroup><Is>no</Is></PropertyGroup>${items(
        reference('Never', when('$(Is)')),
        reference('Perhaps', when('$(Other)')),
      )}<Choose><When Condition="'$(X)' == ''">${items(
        reference('Chosen', 'Version="2"'),
      )}</When></Choose>`,
    );
    expect(lines(text)).toEqual([
      'Chosen@2 runtime direct',
      'Perhaps@1 runtime direct',
    ]);
  });

  it('names imports that are not at hand', () => {
    const text = project(
      `<Import Project="..\\shared\\v.props" />
      <Import Project="$(MSBuildExtensionsPath)\\x.props" />
      <Import Project="perhaps.props" Condition="Exists('perhaps.props')" />
      <Import Project="$([MSBuild]::GetPathOfFileAbove('Base.props', '$(MSBuildThisFileDirectory)../'))" />${items(
        reference('A', 'Version="$(A)"'),
      )}`,
    );
    const manifest = readWith('src/App.csproj', text);
    expect(manifest.notAtHand).toEqual(['shared/v.props']);
    expect(
      lines(text, {
        '../../Base.props':
          '<Project><PropertyGroup><A>3</A></PropertyGroup></Project>',
      }),
    ).toEqual(['A@3 runtime direct']);
  });
});

describe('a tool manifest', () => {
  it('has tools, which are no part of what is built', () => {
    const manifest = readWith(
      '.config/dotnet-tools.json',
      JSON.stringify({
        version: 1,
        isRoot: true,
        tools: {
          'dotnet-ef': { version: '8.0.1', commands: ['dotnet-ef'] },
          open: { commands: [] },
        },
      }),
    );
    expect(componentLines(manifest)).toEqual([
      'dotnet-ef@8.0.1 development direct',
    ]);
    expect(manifest.components[0].ecosystem).toBe('NuGet');
    expect(manifest.warnings[0]).toMatch(/'open' has no version/);
  });

  it('is refused without its list', () => {
    expect(() => readWith('dotnet-tools.json', '{}')).toThrow(
      "'tools' is missing",
    );
  });
});

describe('Directory.Packages.props', () => {
  it('has versions, and does not know what for', () => {
    const manifest = readWith(
      'Directory.Packages.props',
      central(
        '<PackageVersion Include="A" Version="1.0" />',
        '<PackageVersion Include="B" Version="$(B)" />',
        '<GlobalPackageReference Include="Tool" Version="5.0" />',
      ),
    );
    expect(componentLines(manifest)).toEqual([
      'A@1.0 unknown perhaps direct',
      'Tool@5.0 development perhaps direct',
    ]);
    expect(manifest.unresolved?.first).toEqual(['B']);
  });
});

(hasCorpus('lockfiles') ? describe : describe.skip)(
  'a real project (skipped where the corpora are absent)',
  () => {
    it('has as many packages and hashes as lines that state them', () => {
      const id = 'lockfiles/nuget-packages-lock/trivy-packages_lock_multi.json';
      const text = corpusText(id, 'packages.lock.json')!;
      const stated = text.match(/"contentHash": "[^"]+"/g)!;
      const manifest = readWith('packages.lock.json', text);
      expect(manifest.lock?.hashes?.without).toBe(0);
      expect(new Set(manifest.components.map(c => c.integrity)).size).toBe(
        new Set(stated).size,
      );
    });
  },
);
