import { defaultAlertThresholds } from '@safety-curtain/policy';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../../__testUtils__/databases';
import { startServer, TestServer } from '../../../__testUtils__/httpServer';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
} from '../../../__testUtils__/organization';
import { createReplica } from '../../../__testUtils__/scanning';
import { storeAdvisories } from '../../advise/storeAdvisories';
import { readTarget } from '../../../views/targets/targetDetail';
import { claimTarget, requestScan } from '../../../records/scans/queue';
import { readScan } from '../../../views/scans/scanViews';

const SHOP = 'component:default/shop';
const directory = createMockDirectory();
const everything = { include: undefined } as never;

const dependency = (artifact: string, more = '') =>
  `<dependency><groupId>x</groupId><artifactId>${artifact}</artifactId>${more}</dependency>`;
const coordinates = (artifact: string, version: string) =>
  `<groupId>r</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`;
const parentOf = (artifact: string, version: string) =>
  `<parent>${coordinates(artifact, version)}<relativePath/></parent>`;
const managing = (artifact: string, version: string, managed: string) =>
  `<project>${coordinates(
    artifact,
    version,
  )}<dependencyManagement><dependencies>${managed}</dependencies></dependencyManagement></project>`;
const app = (version = '1', ...dependencies: string[]) =>
  `<project>${parentOf('parent', version)}<artifactId>app</artifactId>
  <dependencies>${(dependencies.length > 0 ? dependencies : ['a', 'b'])
    .map(each => dependency(each))
    .join('')}</dependencies></project>`;
const pathOf = (artifact: string, version = '1') =>
  `/maven/r/${artifact}/${version}/${artifact}-${version}.pom`;
const BOM = `<dependency>${coordinates(
  'bom',
  '2',
)}<type>pom</type><scope>import</scope></dependency>`;
const PARENT = managing(
  'parent',
  '1',
  dependency('a', '<version>1</version>') + BOM,
);
const BOM_POM = managing('bom', '2', dependency('b', '<version>2</version>'));

describe.each(databaseIds)('POMs of a registry on %s', id => {
  let server: TestServer;
  let knex: Knex;
  let replica: ReturnType<typeof createReplica>;

  const useRegistry = async (mavenUrl: string | undefined) => {
    await replica?.close();
    replica = createReplica({ knex, root: directory.path, mavenUrl });
  };
  const scan = async () => {
    await requestScan(knex, SHOP, { trigger: 'manual' });
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
    await replica.runner.run(claimed!, new AbortController().signal);
    return readScan(knex, claimed!.scanId, everything);
  };
  /** What is not known may be asked for again, as after a day. */
  const letTimePass = async () => {
    await knex('maven_poms')
      .whereNotNull('due_at')
      .update({ due_at: new Date(0) });
    await knex('metadata_sources').update({ paused_until: null });
  };
  const coverage = async () =>
    (
      await readTarget(knex, SHOP, everything, {
        staleBefore: new Date(0),
        thresholds: defaultAlertThresholds,
      })
    ).manifests;
  const components = async () =>
    (
      await knex('target_components as link')
        .join('components as c', 'c.id', 'link.component_id')
        .orderBy('c.purl')
        .pluck('c.purl')
    ).map(purl => purl.replace('pkg:maven/x/', ''));

  beforeEach(async () => {
    directory.clear();
    server = await startServer();
    knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('shop', {
        source: {
          type: 'file',
          target: directory.resolve('shop'),
          exclude: [],
        },
      }),
    );
    await knex('metadata_sources').insert({
      id: 'maven',
      title: 'Maven',
      ecosystems: '["Maven"]',
      active: true,
    });
    directory.addContent({ 'shop/pom.xml': app() });
    await useRegistry(`${server.url}/maven`);
  });
  afterEach(async () => {
    await replica.close();
    await server.close();
  });

  it('give versions, are asked for once, and an unchanged source stays so', async () => {
    server.answers.set(pathOf('parent'), PARENT);
    server.answers.set(pathOf('bom', '2'), BOM_POM);
    const { scan: first, files } = await scan();
    expect(first).toMatchObject({ state: 'succeeded', unresolvedVersions: 0 });
    expect(files[0].unresolved).toBeUndefined();
    expect(await components()).toEqual(['a@1', 'b@2']);
    expect(server.takeRequests()).toEqual([
      pathOf('parent'),
      pathOf('bom', '2'),
    ]);

    expect((await scan()).scan.state).toBe('unchanged');
    // Another module, and no question more: POMs of releases do not change.
    server.answers.clear();
    directory.addContent({ 'shop/more/pom.xml': app('1', 'b') });
    expect((await scan()).scan).toMatchObject({
      state: 'succeeded',
      unresolvedVersions: 0,
    });
    expect(server.takeRequests()).toEqual([]);
  });

  it('that are nowhere leave versions unresolved, and are looked for once a day', async () => {
    server.answers.set(pathOf('parent'), PARENT);
    const { scan: first, files } = await scan();
    expect(first).toMatchObject({
      state: 'succeeded',
      filesFailed: 0,
      unresolvedVersions: 1,
    });
    const unresolved = {
      count: 1,
      packages: ['x:b'],
      poms: [
        {
          name: 'r:bom:2',
          role: 'BOM',
          reason: 'the registry does not have it',
        },
      ],
    };
    expect(files[0]).toMatchObject({ outcome: 'read', unresolved });
    expect((await coverage())[0].unresolved).toEqual(unresolved);
    server.takeRequests();

    // The next scan asks nobody, and finds nothing to read.
    const again = await scan();
    expect(again.scan.state).toBe('unchanged');
    expect(again.scan.unresolvedVersions).toBeUndefined();
    expect(server.takeRequests()).toEqual([]);
    expect((await coverage())[0].unresolved).toEqual(unresolved);

    await letTimePass();
    expect((await scan()).scan.state).toBe('unchanged');
    expect(server.takeRequests()).toEqual([`${pathOf('bom', '2')} 404`]);

    // It was published: the source is read again, unchanged as it is.
    await letTimePass();
    server.answers.set(pathOf('bom', '2'), BOM_POM);
    expect((await scan()).scan).toMatchObject({
      state: 'succeeded',
      unresolvedVersions: 0,
    });
    expect(await components()).toEqual(['a@1', 'b@2']);
    expect((await coverage())[0].unresolved).toBeUndefined();
    expect((await scan()).scan.state).toBe('unchanged');
  });

  it('are got once a registry is configured, and asked for again of another one', async () => {
    await useRegistry(undefined);
    const { files } = await scan();
    expect(files[0].unresolved).toMatchObject({
      count: 2,
      poms: [
        {
          name: 'r:parent:1',
          reason: expect.stringMatching(/no Maven registry/),
        },
      ],
    });
    expect((await scan()).scan.state).toBe('unchanged');

    await useRegistry(`${server.url}/empty`);
    expect((await scan()).files[0].unresolved?.poms[0].reason).toBe(
      'the registry does not have it',
    );
    expect((await scan()).scan.state).toBe('unchanged');

    server.answers.set(pathOf('parent'), PARENT);
    server.answers.set(pathOf('bom', '2'), BOM_POM);
    await useRegistry(`${server.url}/maven`);
    expect((await scan()).scan.unresolvedVersions).toBe(0);
  });

  it('of a registry that is away resolve nothing: what was known stands', async () => {
    await storeAdvisories(
      knex,
      'test',
      ['a', 'b'].map(name => {
        const known = advisory(`GHSA-aaaa-aaaa-000${name}`, name, '9.0');
        known.affected![0].package = { ecosystem: 'Maven', name: `x:${name}` };
        return known;
      }),
      new Date(),
    );
    server.answers.set(pathOf('parent'), PARENT);
    server.answers.set(pathOf('bom', '2'), BOM_POM);
    await scan();
    server.takeRequests();

    server.otherwise = (_, response) => response.writeHead(500).end();
    directory.addContent({ 'shop/pom.xml': app('3') });
    const { scan: marked, files } = await scan();
    expect(marked).toMatchObject({
      state: 'succeeded',
      findingsResolved: 0,
      unresolvedVersions: 2,
    });
    expect(files[0].unresolved?.poms[0].reason).toMatch(/status 500/);
    expect(files[0].warnings?.join()).toMatch(/2 packages stand as they were/);
    expect(await components()).toEqual(['a@1', 'b@2']);

    // It is left alone for a while, by other scans as well.
    server.takeRequests();
    expect((await scan()).scan.state).toBe('unchanged');
    expect(server.takeRequests()).toEqual([]);

    // That it is nowhere is an answer, and no failure.
    await letTimePass();
    server.otherwise = undefined;
    expect((await scan()).scan).toMatchObject({
      state: 'succeeded',
      findingsResolved: 2,
      unresolvedVersions: 2,
    });
    expect((await allFindings(knex)).map(each => each.state)).toEqual([
      'resolved',
      'resolved',
    ]);
  });

  it('that a registry refuses to give are absent, one by one', async () => {
    server.answers.set(pathOf('parent'), (_, response) =>
      response.writeHead(403).end(),
    );
    directory.addContent({
      'shop/pom.xml': app('1', 'a'),
      'shop/more/pom.xml': app('2', 'a'),
    });
    server.answers.set(
      pathOf('parent', '2'),
      managing('parent', '2', dependency('a', '<version>2</version>')),
    );
    const { files } = await scan();
    expect(files.map(file => file.unresolved?.poms[0].reason)).toEqual([
      undefined,
      expect.stringMatching(/status 403/),
    ]);
    expect(await components()).toEqual(['a@2']);
    // Credentials that are refused are no answer.
    server.otherwise = (_, response) => response.writeHead(401).end();
    directory.addContent({ 'shop/more/pom.xml': app('3', 'a') });
    await scan();
    expect(await components()).toEqual(['a@2']);
  });

  it('that are something else are neither used nor taken for good', async () => {
    server.otherwise = '<!doctype html><title>Sign in</title>';
    const { files } = await scan();
    expect(files[0].unresolved?.poms).toEqual([
      {
        name: 'r:parent:1',
        role: 'parent',
        reason: 'what the registry has under this name is a different POM',
      },
    ]);
    server.answers.set(pathOf('parent'), PARENT);
    server.answers.set(pathOf('bom', '2'), BOM_POM);
    await letTimePass();
    expect((await scan()).scan.unresolvedVersions).toBe(0);
  });

  it('are not asked for where their name leads elsewhere, or may change', async () => {
    const names = [
      ['../..', '1'],
      ['a/b', '1'],
      ['a?b', '1'],
      ['a', '1/../../secret'],
      ['a', '${revision}'],
      ['a', '1-SNAPSHOT'],
      ['a'.repeat(10_000), '1'],
    ];
    for (const [i, [artifact, version]] of names.entries()) {
      directory.addContent({
        [`shop/${i}/pom.xml`]: `<project>${parentOf(artifact, version)}
          <artifactId>app</artifactId><dependencies>${dependency(
            'a',
          )}</dependencies></project>`,
      });
    }
    const { scan: done } = await scan();
    expect(done).toMatchObject({ state: 'succeeded', filesFailed: 0 });
    expect(server.takeRequests()).toEqual([`${pathOf('parent')} 404`]);
    expect((await scan()).scan.state).toBe('unchanged');
  });

  it('end where they name each other without end', async () => {
    server.otherwise = (request, response) => {
      const version = Number(request.url!.split('/').at(-2));
      response.end(
        `<project>${parentOf('parent', String(version + 1))}${coordinates(
          'parent',
          String(version),
        )}</project>`,
      );
    };
    const { scan: done, files } = await scan();
    expect(done).toMatchObject({ state: 'succeeded', unresolvedVersions: 2 });
    expect(files[0].unresolved?.poms[0].reason).toMatch(/limit/);
    expect(server.takeRequests()).toHaveLength(10);
    expect((await scan()).scan.state).toBe('unchanged');
    expect(server.takeRequests()).toEqual([]);
  });

  it('are asked for up to a limit in one scan', async () => {
    for (const module of ['a', 'b']) {
      const boms = Array.from(
        { length: 150 },
        (_, i) =>
          `<dependency>${coordinates(
            `${module}${i}`,
            '1',
          )}<type>pom</type><scope>import</scope></dependency>`,
      ).join('');
      directory.addContent({
        [`shop/${module}/pom.xml`]: managing('app', '1', boms),
      });
    }
    await scan();
    expect(server.takeRequests()).toHaveLength(200);
    const { poms = [] } = (await coverage())[1].unresolved ?? {};
    expect(poms.map(pom => pom.reason)).toContain(
      'a scan asks for 200 POMs at the most',
    );
    expect((await scan()).scan.state).toBe('unchanged');
    expect(server.takeRequests()).toEqual([]);
  });
});
