import { AdvisoryIndex, readAdvisory } from '@safety-curtain/advisories';
import { readManifest } from '@safety-curtain/sbom';
import { findVulnerabilities } from './findings';

const json = (value: unknown) => JSON.stringify(value);

/** A package that is affected before 2.0.0, as OSV names it and as its lock file has it. */
const CASES: ReadonlyArray<
  [ecosystem: string, name: string, path: string, (version: string) => string]
> = [
  [
    'Packagist',
    'Acme/Lib',
    'composer.lock',
    version =>
      json({ packages: [{ name: 'acme/lib', version: `v${version}` }] }),
  ],
  [
    'NuGet',
    'Newtonsoft.Json',
    'packages.lock.json',
    version =>
      json({
        version: 1,
        dependencies: {
          net8: { 'newtonsoft.json': { type: 'Direct', resolved: version } },
        },
      }),
  ],
  [
    'NuGet',
    'A',
    'a.deps.json',
    version =>
      json({
        runtimeTarget: 't',
        targets: {},
        libraries: { [`A/${version}`]: { type: 'package' } },
      }),
  ],
  [
    'NuGet',
    'A',
    'packages.config',
    version => `<packages><package id="A" version="${version}.0" /></packages>`,
  ],
  [
    'NuGet',
    'A',
    'A.csproj',
    version =>
      `<Project><ItemGroup><PackageReference Include="a" Version="${version}" /></ItemGroup></Project>`,
  ],
  [
    'NuGet',
    'A',
    'paket.lock',
    version => `NUGET\n  remote: r\n    A (${version})\n`,
  ],
  [
    'npm',
    '@s/a',
    'bun.lock',
    version =>
      `{"lockfileVersion":1,"workspaces":{"":{}},"packages":{"x":["@s/a@${version}","",{},""],},}`,
  ],
  [
    'npm',
    '@s/a',
    'deno.lock',
    version => json({ version: '5', npm: { [`@s/a@${version}_p@1.0.0`]: {} } }),
  ],
  [
    'Pub',
    'http',
    'pubspec.lock',
    version =>
      `packages:\n  http:\n    source: hosted\n    version: "${version}"\n`,
  ],
  [
    'Hex',
    'plug',
    'mix.lock',
    version => `%{"plug": {:hex, :plug, "${version}"}}`,
  ],
  [
    'Hex',
    'cowboy',
    'rebar.lock',
    version => `[{<<"cowboy">>,{pkg,<<"cowboy">>,<<"${version}">>},0}].`,
  ],
];

describe('an advisory', () => {
  it.each(CASES)('of %s about %s meets %s', (ecosystem, name, path, text) => {
    const record = {
      schema_version: '1.7.0',
      id: 'TEST-1',
      modified: '2025-01-01T00:00:00Z',
      affected: [
        {
          package: { ecosystem, name },
          ranges: [
            {
              type: 'ECOSYSTEM',
              events: [{ introduced: '0' }, { fixed: '2.0.0' }],
            },
          ],
        },
      ],
    };
    const index = AdvisoryIndex.from([readAdvisory(record)]);
    const found = (version: string) =>
      findVulnerabilities(
        {
          subject: { name: 'x' },
          manifests: [readManifest(path, text(version))],
        },
        index,
      ).map(({ advisory, fixedVersion }) => `${advisory} ${fixedVersion}`);
    expect(found('1.9.9')).toEqual(['TEST-1 2.0.0']);
    expect(found('2.0.0')).toEqual([]);
  });
});
