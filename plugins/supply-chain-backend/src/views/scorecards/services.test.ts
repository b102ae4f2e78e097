import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import {
  addResult,
  basics,
  scorecards,
  SCORED_AT,
} from '../../__testUtils__/results';
import { streamAnswers } from './exportAnswers';
import { listServices } from './services';
import { readServiceScorecards } from './serviceScorecards';

type DatabaseId = (typeof databaseIds)[number][0];

const NOW = new Date('2026-08-01T00:00:00Z');

async function organization(id: DatabaseId) {
  const knex = await createDatabase(id);
  const names = ['a', 'b', 'c', 'd', 'e'];
  await addTargets(
    knex,
    ...names.map(name => catalogTarget(name, { tags: ['java'] })),
  );
  await addResult(knex, 'a', { levelsHeld: 2, answers: 'ppp' });
  await addResult(knex, 'b', {
    answers: 'ffu',
    critical: true,
    missing: [{ check: 'scanned-recently', effort: 1 }],
    campaigns: [
      { name: 'early', missing: ['scanned-recently'] },
      { name: 'later', missing: ['sbom-present'] },
    ],
  });
  await addResult(knex, 'c', {
    levelsHeld: 1,
    answers: 'pfx',
    campaigns: [{ name: 'later', missing: ['sbom-present'] }],
    exemptions: {
      'no-known-exploited': {
        state: 'holds',
        decisionId: '7',
        approver: 'user:default/ann',
        reason: 'Replaced soon',
        expires: '2026-09-01',
      },
    },
  });
  await addResult(knex, 'd', {
    levelsHeld: 1,
    answers: 'pwf',
    exemptions: {
      'no-known-exploited': {
        state: 'expired',
        approver: 'user:default/ann',
        reason: 'Was replaced',
        expires: '2026-07-01',
      },
    },
  });
  await addResult(knex, 'e', { version: 'old' });
  return knex;
}

async function namesOf(knex: Knex, query: object, filter = {}) {
  const page = await listServices(knex, basics, query, filter, NOW);
  expect(page.total).toEqual({ count: page.items.length, atLeast: false });
  return page.items.map(({ name }) => name).join('');
}

describe.each(databaseIds)('services on a scorecard on %p', id => {
  it('have level, answers, and what they lack', async () => {
    const knex = await organization(id);
    const { items } = await listServices(knex, basics, {}, {}, NOW);
    expect(items[0]).toEqual({
      entityRef: 'component:default/b',
      name: 'b',
      owners: ['group:default/team'],
      tags: ['java'],
      critical: true,
      levelsHeld: 0,
      levelSince: SCORED_AT.toISOString(),
      answers: ['fail', 'fail', 'unknown'],
      missing: ['scanned-recently'],
      overdue: ['early'],
      scoredAt: SCORED_AT.toISOString(),
    });
    expect(items.map(({ level }) => level)).toEqual([
      undefined,
      'bronze',
      'bronze',
      'silver',
    ]);
  });

  it('have reasons of what does not pass, where asked for', async () => {
    const knex = await organization(id);
    const query = { reasons: true };
    const { items } = await listServices(knex, basics, query, {}, NOW);
    expect(items.map(({ reasons }) => reasons?.map(r => r.check))).toEqual([
      ['scanned-recently', 'sbom-present', 'no-known-exploited'],
      ['sbom-present'],
      ['sbom-present', 'no-known-exploited'],
      [],
    ]);
    expect(items[1].reasons?.[0].reason).toBe('=Because of sbom-present');
  });

  it('come page by page, without loss or repetition, in every order', async () => {
    const knex = await organization(id);
    const wanted = {
      'level asc': 'bcda',
      'level desc': 'adcb',
      'name asc': 'abcd',
      'name desc': 'dcba',
    };
    for (const [how, names] of Object.entries(wanted)) {
      const [orderBy, order] = how.split(' ');
      let seen = '';
      let cursor: string | undefined;
      do {
        const query = { orderBy, order, limit: 1, cursor } as object;
        const page = await listServices(knex, basics, query, {}, NOW);
        expect(page.total.count).toBe(4);
        seen += page.items.map(({ name }) => name).join('');
        cursor = page.nextCursor;
      } while (cursor);
      expect([how, seen]).toEqual([how, names]);
    }
  });

  it('are filtered', async () => {
    const knex = await organization(id);
    const check = 'sbom-present';
    expect(await namesOf(knex, { check, answer: ['fail'] })).toBe('bc');
    expect(await namesOf(knex, { check, answer: ['warn', 'pass'] })).toBe('da');
    expect(
      await namesOf(knex, {
        check: 'no-known-exploited',
        answer: ['exempted'],
      }),
    ).toBe('c');
    expect(await namesOf(knex, { check })).toBe('bcda');
    expect(await namesOf(knex, { level: ['none'] })).toBe('b');
    expect(await namesOf(knex, { level: ['bronze', 'silver'] })).toBe('cda');
    expect(await namesOf(knex, { critical: true })).toBe('b');
    expect(await namesOf(knex, { critical: false })).toBe('cda');
    expect(await namesOf(knex, { overdue: true })).toBe('b');
    expect(await namesOf(knex, { q: 'DEFAULT/A' })).toBe('a');
    expect(await namesOf(knex, { q: '%' })).toBe('');
    expect(await namesOf(knex, {}, { node: 'unowned' })).toBe('');
    const access = { owners: ['group:default/other'] };
    expect(await namesOf(knex, {}, { access })).toBe('');
  });

  it.each([
    [{ answer: ['fail' as const] }, 'name it as `check`'],
    [{ check: 'no', answer: ['fail' as const] }, "no check 'no'"],
    [{ level: ['gold'] }, "no level 'gold'"],
  ])('are not asked for what is not there: %j', async (query, why) => {
    const knex = await createDatabase(id);
    await expect(listServices(knex, basics, query, {}, NOW)).rejects.toThrow(
      why,
    );
  });

  it('are exported with every answer', async () => {
    const knex = await organization(id);
    const rows = [];
    for await (const row of streamAnswers(knex, basics, {})) rows.push(row);
    expect(
      rows.map(row => `${row.service.name} ${row.check} ${row.answer}`),
    ).toEqual([
      'a scanned-recently pass',
      'a sbom-present pass',
      'a no-known-exploited pass',
      'b scanned-recently fail',
      'b sbom-present fail',
      'b no-known-exploited unknown',
      'c scanned-recently pass',
      'c sbom-present fail',
      'c no-known-exploited exempted',
      'd scanned-recently pass',
      'd sbom-present warn',
      'd no-known-exploited fail',
    ]);
    expect(rows[8]).toMatchObject({
      result: 'fail',
      exemptedUntil: '2026-09-01',
    });
    expect(rows[11].exemptedUntil).toBeUndefined();
  });
});

describe.each(databaseIds)('one service on %p', id => {
  const read = (knex: Knex, name: string, access = {}) =>
    readServiceScorecards(
      knex,
      scorecards,
      `component:default/${name}`,
      access,
      NOW,
    );

  it('has every answer with evidence, and what the next level lacks', async () => {
    const knex = await organization(id);
    const { scorecards: results } = await read(knex, 'b');
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      scorecard: { name: 'basics', title: 'Basics' },
      levelsHeld: 0,
      critical: true,
      next: {
        level: 'bronze',
        missing: [{ check: 'scanned-recently', effort: 1 }],
      },
      campaigns: [
        { name: 'later', state: 'open', missing: ['sbom-present'] },
        { name: 'early', state: 'overdue', missing: ['scanned-recently'] },
      ],
    });
    expect(results[0].checks[0]).toEqual({
      check: 'scanned-recently',
      answer: 'fail',
      result: 'fail',
      reason: '=Because of scanned-recently',
      evidence: [{ kind: 'scan', text: 'Seen' }],
      toChange: 1,
      since: SCORED_AT.toISOString(),
    });
    const all = await read(knex, 'a');
    expect(all.scorecards[0].next).toBeUndefined();
    expect(all.scorecards[0].campaigns.map(({ state }) => state)).toEqual([
      'done',
      'done',
    ]);
  });

  it('has exemptions that hold and those that ended', async () => {
    const knex = await organization(id);
    const [holds] = (await read(knex, 'c')).scorecards;
    expect(holds.checks[2]).toMatchObject({
      answer: 'exempted',
      result: 'fail',
      exempted: { decisionId: '7', expires: '2026-09-01' },
    });
    expect(holds.checks[2].exempted).not.toHaveProperty('state');
    const [ended] = (await read(knex, 'd')).scorecards;
    expect(ended.checks[2]).toMatchObject({
      answer: 'fail',
      expired: { approver: 'user:default/ann', reason: 'Was replaced' },
    });
    expect(ended.checks[2].exempted).toBeUndefined();
  });

  it('says when answers are still to come, and why there are none', async () => {
    const knex = await organization(id);
    const { id: target } = (await knex('targets')
      .where('name', 'a')
      .first('id'))!;
    expect((await read(knex, 'a')).pending).toBe(true);
    await knex('scorecard_queue').insert({
      target_id: target,
      due_at: new Date('2040-01-01'),
      version: scorecards.version,
    });
    expect(await read(knex, 'a')).toMatchObject({ pending: false });
    await knex('scorecard_queue').update({
      due_at: new Date(0),
      error: 'No facts',
    });
    expect(await read(knex, 'a')).toMatchObject({
      pending: true,
      error: 'No facts',
    });
    expect(await read(knex, 'e')).toMatchObject({
      pending: true,
      scorecards: [],
    });
  });

  it('is not there for whoever may not see it', async () => {
    const knex = await organization(id);
    const access = { owners: ['group:default/other'] };
    await expect(read(knex, 'a', { access })).rejects.toThrow(
      'on no scorecard',
    );
    await expect(read(knex, 'no')).rejects.toThrow('on no scorecard');
  });
});
