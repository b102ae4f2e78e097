import { plainForges } from './plainForges';

const HEAD = 'b'.repeat(40);
const BASE = 'a'.repeat(40);
const link = (href: string) => ({ links: { html: { href } } });

const CLOUD = 'https://bitbucket.org/acme/shop';
const SERVER = 'https://git.example/projects/ACME/repos/shop';
const GITEA = 'https://gitea.example/acme/shop';

const forgeOf = (id: string) => plainForges.find(forge => forge.id === id)!;

const payloads = {
  'bitbucket-cloud': {
    repository: link(CLOUD),
    pullrequest: {
      id: 7,
      state: 'OPEN',
      title: 'One',
      ...link(`${CLOUD}/pull-requests/7`),
      updated_on: '2026-01-01T00:00:00Z',
      source: {
        commit: { hash: 'b'.repeat(12) },
        branch: { name: 'one' },
        repository: link('https://bitbucket.org/fork/shop'),
      },
      destination: {
        commit: { hash: 'a'.repeat(12) },
        branch: { name: 'main' },
      },
    },
  },
  'bitbucket-server': {
    pullRequest: {
      id: 7,
      state: 'OPEN',
      title: 'One',
      links: { self: [{ href: `${SERVER}/pull-requests/7` }] },
      updatedDate: 1767225600000,
      fromRef: { latestCommit: HEAD, displayId: 'one' },
      toRef: { latestCommit: BASE, displayId: 'main' },
    },
  },
  gitea: {
    repository: { html_url: GITEA },
    pull_request: {
      number: 7,
      state: 'open',
      title: 'One',
      html_url: `${GITEA}/pulls/7`,
      updated_at: '2026-01-01T00:00:00Z',
      merge_base: BASE,
      head: { sha: HEAD, ref: 'one', repo: null },
      base: { sha: 'c'.repeat(40), ref: 'main' },
    },
  },
};

describe.each(Object.entries(payloads))('%s', (id, payload) => {
  const forge = forgeOf(id);
  const of = (one: unknown, topic = forge.topics[0]) =>
    forge.pullRequestOf({ topic, payload: one });

  it('tells a pull request of an event, and none of anything else', () => {
    expect(of(payload)).toMatchObject({
      number: 7,
      state: 'open',
      title: 'One',
      head: { branch: 'one' },
      base: { branch: 'main' },
    });
    for (const other of [
      undefined,
      null,
      1,
      'x',
      {},
      [],
      { pull_request: 1 },
    ]) {
      expect(of(other)).toBeUndefined();
    }
  });

  it('is told nothing', () => {
    expect(forge.reporter).toBeUndefined();
  });
});

it.each([
  [
    'bitbucket-cloud',
    `${CLOUD}/src/main/shop/`,
    'https://bitbucket.org/fork/shop/src/bbbbbbbbbbbb/shop',
  ],
  [
    'bitbucket-cloud',
    CLOUD,
    'https://bitbucket.org/fork/shop/src/bbbbbbbbbbbb',
  ],
  [
    'bitbucket-server',
    `${SERVER}/browse/shop?at=main`,
    `${SERVER}/browse/shop?at=${HEAD}`,
  ],
  ['bitbucket-server', `${SERVER}/browse`, `${SERVER}/browse?at=${HEAD}`],
  [
    'gitea',
    `${GITEA}/src/branch/main/shop/`,
    `${GITEA}/src/commit/${HEAD}/shop`,
  ],
  ['gitea', `${GITEA}/wiki`, undefined],
  ['gitea', `${GITEA}-two/src/branch/main/shop/`, undefined],
])('%s has %s at the head', (id, address, expected) => {
  const forge = forgeOf(id);
  const payload = payloads[id as keyof typeof payloads];
  const pull = forge.pullRequestOf({ topic: forge.topics[0], payload })!;
  expect(forge.addressAt(pull, pull.head.revision, address)).toBe(expected);
});
