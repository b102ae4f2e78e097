import { inventoryOfSbom, readSbom } from '@safety-curtain/sbom';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';

const NOW = new Date('2026-02-01T00:00:00Z');

describe.each(databaseIds)('matching on %p', id => {
  async function organization(packages: number, services: number) {
    const knex = await createDatabase(id);
    const components = Array.from({ length: packages }, (_, i) =>
      npm(`package-${i}`, '1.0.0'),
    );
    for (let i = 0; i < services; i++) {
      await addTargets(knex, catalogTarget(`service-${i}`));
      await storeScanOf(knex, `component:default/service-${i}`, [
        lockFile('package-lock.json', ...components),
      ]);
    }
    return knex;
  }

  /** The statements of an advisory update, and what they wrote of matches. */
  async function update(packages: number, services: number) {
    const knex = await organization(packages, services);
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('TEST-1', 'package-1', '2.0.0'),
        advisory('TEST-2', 'package-2', '2.0.0'),
      ],
      NOW,
    );
    const statements: string[] = [];
    knex.on('query', ({ sql }) => statements.push(sql));
    const stored = await storeAdvisories(
      knex,
      'test',
      [
        advisory('TEST-1', 'package-1', '3.0.0', {
          modified: '2026-01-02T00:00:00Z',
        }),
      ],
      NOW,
    );
    const matches = await knex('component_matches as m')
      .join('components as c', 'c.id', 'm.component_id')
      .orderBy('c.name')
      .select('c.name', 'm.fixed_version as fixed');
    return { statements, stored, matches };
  }

  it('of a changed record costs as many statements for 600 packages in 5 services as for 3 in one', async () => {
    const small = await update(3, 1);
    const large = await update(600, 5);
    expect(large.statements.length).toBe(small.statements.length);
    expect(large.matches).toEqual([
      { name: 'package-1', fixed: '3.0.0' },
      { name: 'package-2', fixed: '2.0.0' },
    ]);
    expect(large.stored).toMatchObject({ changed: 1, opened: 0, resolved: 0 });
  });

  it('of a changed record reads the components of its package alone', async () => {
    const knex = await organization(50, 1);
    const read: number[] = [];
    knex.on('query-response', (response, { sql }) => {
      if (/from .packages. as .p. inner join .components./.test(sql)) {
        read.push((response.rows ?? response).length);
      }
    });
    await storeAdvisories(
      knex,
      'test',
      [advisory('TEST-1', 'package-7', '2.0.0')],
      NOW,
    );
    expect(read).toEqual([1]);
    expect(await knex('findings').pluck('package_name')).toEqual(['package-7']);
  });

  it('of a component happens once for the organization', async () => {
    const knex = await organization(3, 1);
    await storeAdvisories(
      knex,
      'test',
      [advisory('TEST-1', 'package-1', '2.0.0')],
      NOW,
    );
    const written: string[] = [];
    knex.on('query', ({ sql }) => {
      if (/component_matches/.test(sql) && /^(insert|delete)/.test(sql))
        written.push(sql);
    });
    await addTargets(knex, catalogTarget('other'));
    await storeScanOf(knex, 'component:default/other', [
      lockFile('package-lock.json', npm('package-1', '1.0.0')),
    ]);
    expect(written).toEqual([]);
    expect(await knex('findings').pluck('package_name')).toEqual([
      'package-1',
      'package-1',
    ]);
  });

  it('does without records of other ecosystems and packages whose names differ in case', async () => {
    const knex = await organization(1, 1);
    const of = (ecosystem: string, name: string) =>
      advisory(`TEST-${ecosystem}-${name}`, name, '2.0.0', {
        affected: [{ package: { ecosystem, name }, versions: ['1.0.0'] }],
      });
    await storeAdvisories(
      knex,
      'test',
      [
        of('PyPI', 'package-0'),
        of('npm', 'Package-0'),
        of('npm', 'package-00'),
      ],
      NOW,
    );
    expect(await knex('findings')).toEqual([]);
  });

  it.each([true, false])(
    'meets names and versions as their ecosystems spell them, advisories first: %p',
    async advisoriesFirst => {
      const spellings = [
        [
          'Go',
          'github.com/Masterminds/goutils',
          'pkg:golang/github.com/masterminds/goutils@v1.1.0',
        ],
        ['NuGet', 'Newtonsoft.Json', 'pkg:nuget/newtonsoft.json@1.1.0'],
        [
          'Packagist',
          'guzzlehttp/guzzle',
          'pkg:composer/GuzzleHttp/guzzle@1.1.0',
        ],
        [
          'Debian:11',
          'openssl',
          'pkg:deb/debian/libssl1.1@1.1.0?distro=debian-11&upstream=openssl',
        ],
        [
          'Ubuntu:22.04:LTS',
          'vim',
          'pkg:deb/ubuntu/vim@1.1.0?distro=ubuntu-22.04',
        ],
        ['RubyGems', 'nokogiri', 'pkg:gem/nokogiri@1.1.0-x86_64-linux-gnu'],
      ] as const;
      const records = spellings.map(([ecosystem, name], index) => ({
        ...advisory(`TEST-${index}`, name, '2.0.0'),
        affected: [
          {
            package: { ecosystem, name },
            ranges: [
              {
                type: 'ECOSYSTEM' as const,
                events: [{ introduced: '0' }, { fixed: '2.0.0' }],
              },
            ],
          },
        ],
      }));
      const document = {
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: spellings.map(([, , purl]) => ({ name: 'named', purl })),
      };
      const { manifests } = inventoryOfSbom(
        readSbom(Buffer.from(JSON.stringify(document))),
        { path: 'bom.json' },
      );
      const knex = await createDatabase(id);
      await addTargets(knex, catalogTarget('service'));
      const steps = [
        () => storeAdvisories(knex, 'test', records, NOW),
        () => storeScanOf(knex, 'component:default/service', manifests),
      ];
      for (const step of advisoriesFirst ? steps : steps.reverse()) {
        await step();
      }
      const matched = await knex('component_matches').orderBy('advisory_id');
      expect(matched.map(row => [row.advisory_id, row.fixed_version])).toEqual(
        spellings.map((_, index) => [`TEST-${index}`, '2.0.0']),
      );
    },
  );
});
