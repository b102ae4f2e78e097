import { findingFingerprint } from '@safety-curtain/reports';
import { databaseIds } from '../../__testUtils__/databases';
import { createReplica, testOptions } from '../../__testUtils__/scanning';
import { insertAnalyses } from '../../records/decisions/analyses';
import { readReported } from '../../records/pulls/reportedSource';
import { scanNow } from '../scan/__testUtils__/scannedShop';
import { REPOSITORY, sha } from './__testUtils__/FakeForge';
import { judging, pullRequest } from './__testUtils__/judging';

jest.setTimeout(120_000);

/** Put together here, so that nobody takes this file for one with secrets. */
const KEY = ['ghp', 'B2oX4a7TqfKzLm9VdYw1NsPc6RhEjU164BwM'].join('_');

const every = { critical: 'block', high: 'block', medium: 'block' };
const strict = {
  gates: [
    {
      name: 'strict',
      cannotTell: { staleData: 'allow' },
      findings: {
        kinds: {
          configuration: every,
          secret: every,
          'package-risk': every,
        },
      },
    },
  ],
};

/** A lock file of packages with the hosts that they come from. */
function lock(hosts: Record<string, string>): string {
  const names = Object.keys(hosts);
  return JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: Object.fromEntries(names.map(name => [name, '*'])) },
      ...Object.fromEntries(
        names.map(name => [
          `node_modules/${name}`,
          {
            version: '1.0.0',
            resolved: `https://${hosts[name]}/${name}/-/${name}-1.0.0.tgz`,
            integrity: `sha512-${Buffer.alloc(64, name).toString('base64')}`,
          },
        ]),
      ),
    },
  });
}

const NPM = 'registry.npmjs.org';
const FINE = lock({ lodash: NPM, ms: NPM, react: NPM });

const UNTRUSTED = `on: [pull_request_target]
permissions: {}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${'a'.repeat(40)}
        with:
          ref: \${{ github.event.pull_request.head.sha }}
`;

const inShop = (files: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ 'package-lock.json': FINE, ...files }).map(
      ([path, text]) => [`shop/${path}`, text],
    ),
  );

describe.each(databaseIds)('inspections of pull requests on %p', id => {
  const read = async (
    files: Record<'base' | 'head', Record<string, string>>,
    supplyChain: object = strict,
    more: Parameters<typeof judging>[2] = {},
  ) => {
    const all = await judging(id, supplyChain, more);
    all.forge.commits.set(sha('a'), inShop(files.base));
    all.forge.commits.set(sha('b'), inShop(files.head));
    all.forge.mergeBases.set(sha('b'), sha('a'));
    await all.tell(pullRequest());
    expect(await all.work()).toBe(1);
    return {
      ...all,
      said: () => all.forge.comments.at(-1)?.body ?? '',
      state: () => all.forge.statuses.at(-1)?.state,
    };
  };

  it.each([
    [
      'a workflow that runs what strangers propose',
      { '.github/workflows/a.yml': UNTRUSTED },
      'safety-curtain-workflows/untrusted-checkout',
    ],
    [
      'a token',
      { '.env': `A=b\nTOKEN=${KEY}\n` },
      'safety-curtain-secrets/provider-secret',
    ],
    [
      'an image without a version',
      { Dockerfile: 'FROM node:latest\nCMD ["a"]\n' },
      'safety-curtain-containers/',
    ],
    [
      'a name near to another',
      {
        'package-lock.json': lock({
          lodash: NPM,
          ms: NPM,
          react: NPM,
          lodahs: NPM,
        }),
      },
      'safety-curtain-packages/similar-name',
    ],
    [
      'an address off the registry',
      {
        'package-lock.json': lock({
          lodash: NPM,
          ms: NPM,
          react: NPM,
          left: 'evil.example',
        }),
      },
      'safety-curtain-packages/foreign-address',
    ],
  ])('block %s, unless it was there before', async (_, gained, rule) => {
    const { state, said, knex, archive } = await read({
      base: {},
      head: gained,
    });
    expect(state()).toBe('failure');
    expect(said()).toContain(rule);
    expect(said()).not.toContain(KEY);
    const moved = Object.fromEntries(
      Object.entries(gained).map(([path, text]) => [
        path,
        path.endsWith('.json') ? text : `\n\n# a word\n${text}`,
      ]),
    );
    const again = await read({ base: gained, head: moved });
    expect(again.state()).toBe('success');
    const gone = await read({ base: gained, head: {} });
    expect(gone.state()).toBe('success');
    expect(gone.said()).toContain('gone of what tools and inspections found');
    expect(gone.said()).toContain(rule);
    // Nothing that a secret could be read from is kept.
    for (const sha256 of await knex('documents').pluck('sha256')) {
      const { bytes } = await archive.read(sha256);
      expect(bytes.toString('utf8')).not.toContain(KEY);
    }
  });

  const SECRET = { base: {}, head: { '.env': `TOKEN=${KEY}\n` } };

  it('let be what was decided about in the service', async () => {
    const { knex, archive, state, work, lookAtLaw, forge } = await read(SECRET);
    expect(state()).toBe('failure');
    await lookAtLaw();
    await work();
    const service = await knex('pull_request_services').first();
    const { reports } = await readReported(
      archive,
      service!.head_reported_sha256!,
    );
    const { tool, results } = reports.find(one => one.results.length > 0)!;
    const now = new Date();
    await insertAnalyses(
      knex as never,
      [
        {
          topic: {
            scopeKind: 'entity',
            scopeRef: 'component:default/shop',
            vulnerability: `${tool.id}/${results[0].rule}`,
            finding: findingFingerprint(results[0], {
              entityRef: 'component:default/shop',
              tool: tool.id,
            }),
          },
          verdict: 'not_affected',
          justification: null,
          responses: [],
          pausesClock: false,
          endsAt: null,
          endsWhen: null,
          reason: 'Revoked',
          origin: 'person',
        },
      ],
      { author: 'user:default/ann', approver: 'user:default/ben' },
      now,
    );
    forge.reads = [];
    await lookAtLaw();
    expect(await work()).toBe(1);
    expect(forge.reads).toEqual([]);
    expect(state()).toBe('success');
  });

  it('let be what the configuration allows, as long as it does', async () => {
    const allowing = (until: string) => ({
      ...strict,
      inspections: {
        secrets: { allow: [{ path: '.env', reason: 'Revoked', until }] },
      },
    });
    const allowed = await read(SECRET, allowing('2999-01-01'));
    expect(allowed.state()).toBe('success');
    const ended = await read(SECRET, allowing('2020-01-01'));
    expect(ended.state()).toBe('failure');
  });

  it('are judged again once allowances or rules of packages are others', async () => {
    const { knex, lookAtLaw, work } = await read(SECRET);
    await lookAtLaw();
    await work();
    const isDue = async (changed: Parameters<typeof lookAtLaw>[0]) => {
      await lookAtLaw(changed);
      return (await work()) === 1;
    };
    expect(await isDue({})).toBe(false);
    const { inspections, packages } = testOptions({
      inspections: { secrets: { allow: [{ path: 'a', reason: 'b' }] } },
      packages: { allow: [{ package: 'npm:a', reason: 'b' }] },
    });
    expect(await isDue({ inspections })).toBe(true);
    expect(await isDue({ inspections, packages })).toBe(true);
    expect(await isDue({ inspections, packages })).toBe(false);
    expect(await knex('pull_requests').pluck('error')).toEqual([null]);
  });

  it('that fail, or leave files out, say that these were not looked at', async () => {
    const failing = async () => ({
      error: 'It took too long',
      failure: 'time' as const,
    });
    const files = { Dockerfile: 'FROM node:24\n' };
    const failed = await read({ base: {}, head: files }, strict, {
      inspectFiles: failing,
    });
    expect(failed.state()).toBe('success');
    expect(failed.said()).toContain('`Dockerfile`: it was not inspected');
    expect(failed.said()).toContain('Passed with warnings');
    const large = { 'a.txt': 'a\n'.repeat(1024 * 1024) };
    const leftOut = await read({ base: large, head: {} });
    expect(leftOut.said()).toContain('`a.txt`: was not inspected at the base');
  });

  it('that are off find nothing, and say nothing', async () => {
    const { state, forge } = await read(SECRET, {
      ...strict,
      inspections: { enabled: false },
    });
    expect(state()).toBe('success');
    expect(forge.comments).toEqual([]);
  });

  it('are made up for where a pull request was read without them', async () => {
    const { knex, forge, hurry, work, state } = await read(SECRET);
    await knex('pull_request_services').update({ head_reported_sha256: null });
    forge.reads = [];
    await hurry();
    await work();
    expect(forge.reads).toContain(sha('b'));
    expect(state()).toBe('failure');
    expect(await knex('pull_request_services').first()).toMatchObject({
      head_reported_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('are compared with those of the service, where they were of the revision', async () => {
    const all = await judging(id, strict);
    const { forge, knex, tell, work, hurry } = all;
    const before = inShop({
      '.env': `TOKEN=${KEY}\n`,
      Dockerfile: 'FROM node:latest\n',
    });
    forge.commits.set(sha('a'), before);
    forge.commits.set(sha('b'), { ...before, 'shop/a.txt': 'more' });
    forge.mergeBases.set(sha('b'), sha('a'));
    await scan(all);
    forge.reads = [];
    await tell(pullRequest());
    await work();
    expect(forge.reads).toEqual([sha('b')]);
    expect(forge.statuses.at(-1)).toMatchObject({ state: 'success' });
    expect(await knex('pull_request_services').first()).toMatchObject({
      added: 0,
      fixed: 0,
    });
    await knex('pull_request_services').update({ head_reported_sha256: null });
    await knex('pull_request_services').update({ base_reported_sha256: null });
    await knex('tool_reports').update({ revision: sha('f') });
    forge.reads = [];
    await hurry();
    await work();
    expect(forge.reads).toEqual([sha('a'), sha('b')]);
    expect(forge.statuses.at(-1)).toMatchObject({ state: 'success' });
  });

  /** Scans the service at the base. */
  async function scan({ knex, forge }: Awaited<ReturnType<typeof judging>>) {
    await knex('targets').update({
      next_scan_at: new Date(0),
      source: JSON.stringify({
        type: 'url',
        target: `${REPOSITORY}/tree/${sha('a')}/shop/`,
        exclude: [],
      }),
    });
    const replica = createReplica({
      knex,
      root: '',
      readers: [forge.reader()],
    });
    await scanNow(knex, replica);
    await replica.close();
    await knex('targets').update({ next_scan_at: null });
  }
});
