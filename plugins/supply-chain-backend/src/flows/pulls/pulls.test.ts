import { RemoteUnavailableError } from '@safety-curtain/plugin-supply-chain-node';
import { databaseIds } from '../../__testUtils__/databases';
import { advisory } from '../../__testUtils__/organization';
import { storeAdvisories } from '../advise/storeAdvisories';
import { PULL_MARKER } from './pullReport';
import { sha } from './__testUtils__/FakeForge';
import {
  addServices,
  judging,
  lock,
  pullRequest,
} from './__testUtils__/judging';

jest.setTimeout(120_000);

const FINE = lock({ fine: '1.0.0' });
const down = () => new RemoteUnavailableError('Forge answers 503');

describe.each(databaseIds)('pull requests on %p', id => {
  it('are read, judged against the merge base and reported once', async () => {
    const { forge, knex, tell, work, row } = await judging(id);
    forge.commits.set(sha('a'), {
      'shop/package-lock.json': lock({ lodash: '4.17.20' }),
    });
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ lodash: '4.17.15', ms: '2.0.0' }),
    });
    forge.mergeBases.set(sha('b'), sha('a'));
    expect(
      await tell(pullRequest({ base: { revision: sha('f'), branch: 'main' } })),
    ).toBe(true);
    expect(await work()).toBe(1);
    expect(forge.statuses).toEqual([
      expect.objectContaining({ revision: sha('b'), state: 'failure' }),
    ]);
    const [comment] = forge.comments;
    expect(comment.body.startsWith(`${PULL_MARKER}\n`)).toBe(true);
    expect(comment.body).toContain('merge base aaaaaaaaaaaa with main');
    // Another vulnerable version of what was there is no news.
    expect(comment.body).not.toContain('GHSA-aaaa-aaaa-aaaa');
    expect(comment.body).toContain('GHSA-bbbb-bbbb-bbbb');
    expect(await row()).toMatchObject({
      outcome: 'block',
      merge_base: sha('a'),
      reported_revision: sha('b'),
      error: null,
      lease_id: null,
    });
    expect(forge.reads).toEqual([sha('a'), sha('b')]);
    expect(await work()).toBe(0);
    // Nothing of it is kept for the service.
    expect(await knex('snapshots')).toEqual([]);
    expect(await knex('findings')).toEqual([]);
    expect(await knex('scans')).toEqual([]);
  });

  it('are not reported where the forge takes no reports, and say what they are compared with', async () => {
    const { forge, tell, work, row, knex } = await judging(id);
    forge.hasToken = false;
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.0' }),
    });
    await tell(pullRequest());
    await work();
    expect(forge.calls).toBe(0);
    expect(await row()).toMatchObject({ outcome: 'block', reported_at: null });
    expect(await knex('pull_request_services').first()).toMatchObject({
      added: 1,
    });
  });

  it('of repositories without services are left alone', async () => {
    const { tell, row } = await judging(id);
    const other = 'https://forge.example/acme/shop-two';
    expect(
      await tell(pullRequest({ repository: other, url: `${other}/pulls/1` })),
    ).toBe(false);
    expect(await row()).toBeUndefined();
  });

  it.each<[string, object]>([
    [
      'a revision that is a path',
      {
        head: {
          revision: '../../etc',
          branch: 'b',
          repository: 'https://forge.example/x/y',
        },
      },
    ],
    [
      'a fork elsewhere',
      {
        head: {
          revision: sha('b'),
          branch: 'b',
          repository: 'https://evil.example/x/y',
        },
      },
    ],
    ['a page elsewhere', { url: 'https://evil.example/' }],
    ['an address that is none', { url: 'file:///etc/passwd' }],
    ['a number that is none', { number: 1.5 }],
  ])('are not taken with %s', async (_, changes) => {
    const { tell, row } = await judging(id);
    expect(await tell(pullRequest(changes as {}))).toBe(false);
    expect(await row()).toBeUndefined();
  });

  it('that are pushed to while they are read are reported for the new head alone', async () => {
    const { forge, tell, work } = await judging(id);
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.0' }),
    });
    forge.commits.set(sha('c'), {
      'shop/package-lock.json': lock({ ms: '2.0.1' }),
    });
    forge.onRead = revision => {
      if (revision !== sha('b')) return;
      forge.pulls.set(
        7,
        pullRequest({ head: { ...pullRequest().head, revision: sha('c') } }),
      );
    };
    await tell(pullRequest());
    await work();
    expect(
      forge.statuses.map(({ revision, state }) => [revision, state]),
    ).toEqual([[sha('c'), 'success']]);
    expect(forge.comments).toEqual([]);
  });

  it('that are closed while they are read are not reported', async () => {
    const { forge, tell, work, row } = await judging(id);
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.0' }),
    });
    forge.onRead = () =>
      void forge.pulls.set(7, pullRequest({ state: 'closed' }));
    await tell(pullRequest());
    await work();
    expect(forge.statuses).toEqual([]);
    expect(forge.comments).toEqual([]);
    expect(await row()).toMatchObject({ state: 'closed', due_at: null });
  });

  it('count the later of two events, whichever comes first', async () => {
    const { tell, row } = await judging(id);
    const at = (time: string, letter: string) =>
      pullRequest({
        updatedAt: `2026-01-01T00:00:${time}Z`,
        head: { ...pullRequest().head, revision: sha(letter) },
      });
    await tell(at('02', 'c'));
    expect(await tell(at('01', 'b'))).toBe(false);
    expect(await row()).toMatchObject({ head_revision: sha('c') });
    expect(await tell(at('03', 'c'))).toBe(false);
    expect(await tell({ ...at('04', 'c'), state: 'closed' })).toBe(false);
    expect(await row()).toMatchObject({ state: 'closed', due_at: null });
    expect(await tell(at('05', 'c'))).toBe(true);
    expect(await row()).toMatchObject({ state: 'open', closed_at: null });
  });

  it('wait for a forge that is down, and say it no second time where an answer was lost', async () => {
    const { forge, tell, work, hurry, row } = await judging(id);
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.0' }),
    });
    await tell(pullRequest());
    const retryAt = new Date(Date.now() + 3_600_000);
    forge.breaks = [
      {
        error: new RemoteUnavailableError(
          'Forge limits how often it is asked (429)',
          { retryAt },
        ),
      },
    ];
    await work();
    const first = await row();
    expect(first).toMatchObject({
      attempts: 1,
      error: 'Forge limits how often it is asked (429)',
      lease_id: null,
    });
    expect(new Date(first!.due_at!).getTime()).toBeGreaterThanOrEqual(
      retryAt.getTime(),
    );
    expect(await work()).toBe(0);
    // The merge base, the state and the status go well; the comment's answer is lost.
    forge.breaks = [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      { error: down(), after: true },
    ];
    await hurry();
    await work();
    expect(await row()).toMatchObject({ attempts: 2, reported_at: null });
    await hurry();
    await work();
    expect(await row()).toMatchObject({ attempts: 0, error: null });
    expect(forge.statuses).toHaveLength(1);
    expect(forge.comments).toHaveLength(1);
    expect(forge.updates).toBe(0);
  });

  it('ask a forge that is down once, not for each of them', async () => {
    const { forge, tell, worker } = await judging(id);
    forge.commits.set(sha('b'), { 'shop/package-lock.json': FINE });
    forge.breaks = Array.from({ length: 20 }, () => ({ error: down() }));
    for (const number of [1, 2, 3]) await tell(pullRequest({ number }));
    expect(await worker().workDue(new AbortController().signal)).toBe(1);
    expect(forge.calls).toBe(1);
  });

  it('leave a comment alone that only looks like theirs', async () => {
    const { forge, tell, work } = await judging(id);
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.0' }),
    });
    const forged = {
      id: '1',
      body: `${PULL_MARKER}\n## ✅ Passed`,
      author: 'mallory',
    };
    forge.comments.push({ ...forged });
    await tell(pullRequest());
    await work();
    expect(forge.comments).toEqual([
      forged,
      expect.objectContaining({ author: 'curtain' }),
    ]);
  });

  it('bring their comment up to date when there is nothing left to say', async () => {
    const { forge, tell, work } = await judging(id);
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.0' }),
    });
    forge.commits.set(sha('c'), { 'shop/package-lock.json': FINE });
    await tell(pullRequest());
    await work();
    await tell(
      pullRequest({ head: { ...pullRequest().head, revision: sha('c') } }),
    );
    await work();
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0].body).toContain('✅ Passed');
    expect(forge.comments[0].body).toContain('cccccccccccc');
  });

  it('tell what is fixed and what is gone', async () => {
    const { forge, tell, work } = await judging(id);
    forge.commits.set(sha('a'), {
      'shop/package-lock.json': lock({ ms: '2.0.0', lodash: '4.17.15' }),
    });
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.1' }),
    });
    await tell(pullRequest());
    await work();
    const [{ body }] = forge.comments;
    expect(body).toContain('1 fixed');
    expect(body).toContain('1 gone with their packages');
    expect(forge.statuses[0].state).toBe('success');
  });

  it('block where a file cannot be read, and do not take what the base did not tell for passed over', async () => {
    const { forge, tell, work } = await judging(id);
    forge.commits.set(sha('a'), {
      'shop/yarn.lock': '{{{',
      'shop/package-lock.json': '{',
    });
    forge.commits.set(sha('b'), { 'shop/package-lock.json': '{ ' });
    await tell(pullRequest());
    await work();
    expect(forge.statuses[0]).toMatchObject({ state: 'failure' });
  });

  it('let be what nobody could read before and did not change, and block where it did', async () => {
    const { forge, tell, work } = await judging(id);
    forge.commits.set(sha('a'), {
      'shop/package-lock.json': '{',
      'shop/old/package-lock.json': '{',
    });
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': FINE,
      'shop/old/package-lock.json': '{',
    });
    await tell(pullRequest());
    await work();
    expect(forge.statuses[0]).toMatchObject({ state: 'success' });
    // What it holds by now is anybody's guess.
    forge.commits.set(sha('c'), {
      'shop/package-lock.json': FINE,
      'shop/old/package-lock.json': '{ ',
    });
    await tell(
      pullRequest({ head: { ...pullRequest().head, revision: sha('c') } }),
    );
    await work();
    expect(forge.statuses.at(-1)).toMatchObject({ state: 'failure' });
  });

  it('name the services of a repository in one comment, and those that are left', async () => {
    const { forge, tell, work, knex } = await judging(id, {
      pullRequests: { services: 2 },
    });
    await addServices(knex, 'shop', 'blog', 'pay');
    forge.commits.set(sha('a'), {
      'shop/package-lock.json': FINE,
      'blog/package-lock.json': FINE,
    });
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': FINE,
      'blog/package-lock.json': FINE,
    });
    await tell(pullRequest());
    await work();
    expect(forge.statuses).toEqual([
      expect.objectContaining({
        state: 'success',
        description: 'Passed with warnings; services: 2 passed, 1 not read',
      }),
    ]);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0].body).toContain('1 more service is not read');
    expect(forge.comments[0].body.match(/<!--/g)).toHaveLength(1);
  });

  it('are judged again when something is decided, and reported where that changes something', async () => {
    const { forge, tell, work, lookAtLaw, knex, row } = await judging(id);
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ ms: '2.0.0' }),
    });
    await tell(pullRequest());
    await lookAtLaw();
    await work();
    await lookAtLaw();
    expect(await work()).toBe(0);
    const now = new Date();
    const [{ id: decision }] = await knex('decisions')
      .insert({
        subject: 'vulnerability-analysis',
        state: 'active',
        scope_kind: 'organization',
        scope_ref: '',
        vulnerability: 'GHSA-bbbb-bbbb-bbbb',
        verdict: 'not_affected',
        responses: '[]',
        reason: 'Not called',
        author: 'user:default/ann',
        approver: 'user:default/ben',
        created_at: now,
        decided_at: now,
        origin: 'person',
      } as never)
      .returning('id');
    await knex('decision_events').insert({
      decision_id: decision,
      at: now,
      kind: 'approved',
      by: 'user:default/ben',
    });
    await lookAtLaw();
    expect(await row()).toMatchObject({ judge_again: expect.anything() });
    forge.reads = [];
    expect(await work()).toBe(1);
    expect(forge.reads).toEqual([]);
    expect(forge.statuses.map(({ state }) => state)).toEqual([
      'failure',
      'success',
    ]);
    expect(forge.comments).toHaveLength(1);
    expect(forge.updates).toBe(1);
  });

  it('wait while services are due, but not for ever', async () => {
    const { forge, tell, work, knex, hurry } = await judging(id);
    forge.commits.set(sha('b'), { 'shop/package-lock.json': FINE });
    await tell(pullRequest());
    await knex('targets').update({ next_scan_at: new Date(0) });
    expect(await work()).toBe(0);
    await hurry();
    expect(await work()).toBe(1);
  });

  it('that cannot be read say so, and are tried again', async () => {
    const { forge, tell, work, hurry, row } = await judging(id);
    await tell(pullRequest());
    for (let tries = 0; tries < 4; tries++) {
      await work();
      await hurry();
    }
    expect(await row()).toMatchObject({
      attempts: 4,
      error: `There is no ${sha('b')}`,
    });
    expect(forge.statuses).toEqual([
      expect.objectContaining({ state: 'error' }),
    ]);
    forge.commits.set(sha('b'), { 'shop/package-lock.json': FINE });
    await work();
    expect(forge.statuses.at(-1)).toMatchObject({ state: 'success' });
  });
});

describe.each(databaseIds)('texts of strangers on %p', id => {
  it('mean nothing in a comment', async () => {
    const { forge, tell, work, knex } = await judging(id);
    const name = '@evil/x`|<img src=x>';
    await storeAdvisories(
      knex,
      'other',
      [
        advisory('GHSA-cccc-cccc-cccc', name, '2.0.0', {
          summary:
            '<script>alert(1)</script> [click](https://evil.example) @team #1 -->',
        }),
      ],
      new Date(),
    );
    forge.commits.set(sha('b'), {
      'shop/package-lock.json': lock({ [name]: '1.0.0', ms: '2.0.0' }),
    });
    const branch = 'main`<!-- --> @team [x](https://evil.example)';
    await tell(
      pullRequest({
        title: `${PULL_MARKER} @team`,
        head: { ...pullRequest().head, branch },
        base: { revision: sha('a'), branch },
      }),
    );
    await work();
    const [{ body }] = forge.comments;
    expect(body).toContain('GHSA-cccc-cccc-cccc');
    // Without what is code, nothing is left that GitHub would make something of.
    const bare = body.replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
    expect(bare).not.toMatch(/<(script|img)|\]\(https:\/\/evil|@team/);
    expect(body.match(/<!--/g)).toHaveLength(2);
    expect(bare.match(/<!--/g)).toHaveLength(1);
    const [{ description }] = forge.statuses;
    expect(description.length).toBeLessThanOrEqual(140);
  });
});
