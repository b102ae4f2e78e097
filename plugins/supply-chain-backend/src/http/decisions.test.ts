import type {
  NewDecision,
  DecisionStep,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import { addTargets, catalogTarget } from '../__testUtils__/organization';
import { checkDecision } from '../records/decisions/decisionRules';
import {
  createDecision,
  DecisionEffects,
  inForce,
  moveDecision,
} from '../records/decisions/decisionStore';
import {
  listDecisions,
  readDecision,
  ReadableDecisions,
} from '../views/decisions/decisionViews';

const options = { secondPerson: false, longestExceptionMs: 30 * 86_400_000 };
const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');
const nothing = () => [];

const exception: NewDecision = {
  subject: 'license-exception',
  scope: { kind: 'entity', ref: 'Component:Shop' },
  about: { purl: 'pkg:npm/a@1.0.0' },
  reason: 'Replaced next quarter',
  endsAt: '2026-03-20T00:00:00Z',
};
const curation: NewDecision = {
  subject: 'license-curation',
  scope: { kind: 'organization' },
  about: { purl: 'pkg:npm/a' },
  verdict: 'mit or gpl-2.0',
  reason: 'Its LICENSE file says so',
};
const exemption: NewDecision = {
  subject: 'check-exemption',
  scope: { kind: 'entity', ref: 'component:default/shop' },
  about: { check: 'code-owners-present', scorecard: 'supply-chain' },
  reason: 'One team owns all of it',
  endsAt: '2026-03-20T00:00:00Z',
};
const all: ReadableDecisions[] = [
  {
    subjects: [
      'license-exception',
      'license-curation',
      'hold',
      'check-exemption',
    ],
    targets: {},
  },
];
const hold: NewDecision = {
  subject: 'hold',
  scope: { kind: 'owner', ref: 'group:default/team' },
  reason: 'A lawsuit',
};

describe('checkDecision', () => {
  it('gives every part in its one spelling', () => {
    expect(checkDecision(exception, options, now)).toMatchObject({
      scopeRef: 'component:default/shop',
      purl: 'pkg:npm/a@1.0.0',
      verdict: 'allow',
    });
    expect(checkDecision(curation, options, now).verdict).toBe(
      'GPL-2.0-only OR MIT',
    );
    expect(checkDecision(hold, options, now).verdict).toBe('hold');
    expect(checkDecision(exemption, options, now)).toMatchObject({
      check: 'code-owners-present',
      scorecard: 'supply-chain',
      verdict: 'exempt',
    });
  });

  const wrong: [string, NewDecision, string][] = [
    ['an exception for ever', { ...exception, endsAt: undefined }, 'an end'],
    [
      'an exception for too long',
      { ...exception, endsAt: '2026-05-01T00:00:00Z' },
      'at most 30 days',
    ],
    [
      'an end that is over',
      { ...exception, endsAt: '2026-02-01T00:00:00Z' },
      'in the future',
    ],
    [
      'an exemption for ever',
      { ...exemption, endsAt: undefined },
      'An exemption needs an end',
    ],
    ['an exemption from nothing', { ...exemption, about: {} }, 'names a check'],
    [
      'an exemption of a package',
      {
        ...exemption,
        about: { check: 'sbom-present', purl: 'pkg:npm/a@1.0.0' },
      },
      'about a check and nothing else',
    ],
    [
      'an exception from a check',
      { ...exception, about: { ...exception.about, check: 'sbom-present' } },
      'Only an exemption',
    ],
    ['an exception from nothing', { ...exception, about: {} }, 'names a'],
    [
      'an exception with a verdict',
      { ...exception, verdict: 'MIT' },
      'Only a curated license',
    ],
    [
      'a scope that is no entity',
      { ...exception, scope: { kind: 'entity', ref: ':::' } },
      'Not an entity ref',
    ],
    [
      'a scope without an entity',
      { ...exception, scope: { kind: 'entity' } },
      'is missing',
    ],
    [
      'a system that is none',
      { ...exception, scope: { kind: 'system', ref: 'component:a' } },
      'Not the ref of a system',
    ],
    [
      'an organization by name',
      { ...hold, scope: { kind: 'organization', ref: 'group:a' } },
      'no entity ref',
    ],
    [
      'a curation of one service',
      { ...curation, scope: exception.scope },
      'whole organization',
    ],
    ['a curation of nothing', { ...curation, about: {} }, 'one package URL'],
    [
      'a curation as nothing',
      { ...curation, verdict: undefined },
      'needs the SPDX expression',
    ],
    [
      'a license that is none',
      { ...curation, verdict: 'MIT OR' },
      'Not a license',
    ],
    [
      'a package URL that is none',
      { ...exception, about: { purl: 'npm/a' } },
      'Not a package URL',
    ],
    [
      'a hold of a package',
      { ...hold, about: { purl: 'pkg:npm/a' } },
      'A hold is for a scope',
    ],
    ['a reason of spaces', { ...hold, reason: '     ' }, 'Give a reason'],
  ];
  it.each(wrong)('refuses %s', (_, decision, message) => {
    expect(() => checkDecision(decision, options, now)).toThrow(message);
  });
});

describe.each(databaseIds)('decisions on %p', id => {
  let knex: Knex;
  let took: string[];
  const effects: DecisionEffects = {
    'license-exception': async (_, row) => {
      took.push(`${row.id} ${row.state}`);
    },
    'license-curation': async (_, row) => {
      took.push(`${row.id} ${row.state}`);
    },
  };

  beforeEach(async () => {
    knex = await createDatabase(id);
    took = [];
    await addTargets(
      knex,
      catalogTarget('shop', { systemRef: 'system:default/store' }),
      catalogTarget('blog', { owners: ['group:default/writers'] }),
    );
  });

  async function create(wanted: NewDecision, approver?: string) {
    const row = await knex.transaction(trx =>
      createDecision(
        trx,
        checkDecision(wanted, options, now),
        { author: 'user:default/a', approver },
        effects,
        now,
      ),
    );
    return String(row.id);
  }

  const move = (which: string, step: DecisionStep, comment?: string) =>
    knex.transaction(trx =>
      moveDecision(
        trx,
        which,
        step,
        { who: 'user:default/b', comment },
        effects,
        later,
      ),
    );

  it('wait for approval, hold, and end, with their history', async () => {
    const one = await create(exception);
    expect(await inForce(knex, 'license-exception', later)).toEqual([]);
    expect(took).toEqual([]);
    await move(one, 'approve', 'Until the rewrite');
    expect(await inForce(knex, 'license-exception', later)).toMatchObject([
      { id: expect.anything(), approver: 'user:default/b' },
    ]);
    await move(one, 'revoke');
    expect(await inForce(knex, 'license-exception', later)).toEqual([]);
    expect(took).toEqual([`${one} active`, `${one} revoked`]);
    expect(await readDecision(knex, one, nothing)).toMatchObject({
      decision: { state: 'revoked', author: 'user:default/a' },
      history: [
        { kind: 'proposed', by: 'user:default/a', at: now.toISOString() },
        { kind: 'approved', comment: 'Until the rewrite' },
        { kind: 'revoked', by: 'user:default/b', at: later.toISOString() },
      ],
    });
  });

  it('take no step that does not follow', async () => {
    const one = await create(exception);
    await move(one, 'reject');
    for (const step of ['approve', 'reject', 'revoke'] as const) {
      await expect(move(one, step)).rejects.toThrow('It is rejected');
    }
    await expect(move('99', 'approve')).rejects.toThrow('No decision 99');
    expect(took).toEqual([]);
  });

  it('are not in force where what follows from them failed', async () => {
    const failing = knex.transaction(trx =>
      createDecision(
        trx,
        checkDecision(curation, options, now),
        { author: 'user:default/a', approver: 'user:default/a' },
        {
          'license-curation': async () => {
            throw new Error('No room');
          },
        },
        now,
      ),
    );
    await expect(failing).rejects.toThrow('No room');
    expect(await knex('decisions')).toEqual([]);
  });

  it('expire by themselves', async () => {
    const one = await create(exception, 'user:default/a');
    await knex('decisions').update({ ends_at: new Date(Date.now() - 1000) });
    expect(await inForce(knex, 'license-exception', new Date())).toEqual([]);
    const { decision } = await readDecision(knex, one, nothing);
    expect(decision.state).toBe('expired');
    const states = async (...state: ('active' | 'expired')[]) =>
      (await listDecisions(knex, { state }, all, nothing)).items.length;
    expect([await states('active'), await states('expired')]).toEqual([0, 1]);
    expect(await states('active', 'expired')).toBe(1);
  });

  it('about the license of a package take the place of one another', async () => {
    const one = await create(curation, 'user:default/a');
    const two = await create({ ...curation, verdict: 'MIT' }, 'user:default/a');
    expect(await inForce(knex, 'license-curation', later)).toMatchObject([
      { verdict: 'MIT' },
    ]);
    const { history } = await readDecision(knex, one, nothing);
    expect(history.at(-1)).toMatchObject({
      kind: 'superseded',
      comment: `By decision ${two}`,
    });
  });

  it('are listed for an entity where they hold for it', async () => {
    await create(exception);
    await create({
      ...exception,
      scope: { kind: 'system', ref: 'system:store' },
    });
    await create({ ...exception, scope: { kind: 'system', ref: 'system:b' } });
    await create(hold);
    await create(curation);
    const of = async (entityRef: string) =>
      (await listDecisions(knex, { entityRef }, all, nothing)).items.map(
        d => `${d.subject} ${d.scope.ref ?? '-'}`,
      );
    expect(await of('component:default/shop')).toEqual([
      'license-curation -',
      'hold group:default/team',
      'license-exception system:default/store',
      'license-exception component:default/shop',
    ]);
    expect(await of('component:default/blog')).toEqual(['license-curation -']);
  });

  it('for an entity are hidden from whoever may not see it', async () => {
    await create(exception);
    await create(hold);
    await create(exemption);
    const targets = { access: { owners: ['group:default/writers'] } };
    const seen = async (readable: ReadableDecisions[]) =>
      (await listDecisions(knex, {}, readable, nothing)).items.map(
        d => d.subject,
      );
    const [{ subjects }] = all;
    expect(await seen([{ subjects, targets }])).toEqual(['hold']);
    expect(
      await seen([
        { subjects: ['hold', 'license-exception'], targets },
        { subjects: ['check-exemption'], targets: {} },
      ]),
    ).toEqual(['check-exemption', 'hold']);
  });

  it('are found by text and by owner', async () => {
    await create(exception);
    await create(hold);
    const found = async (query: object) =>
      (await listDecisions(knex, query, all, nothing)).items.map(
        d => d.subject,
      );
    expect(await found({ q: 'LAWSUIT' })).toEqual(['hold']);
    expect(await found({ q: 'npm/a@' })).toEqual(['license-exception']);
    expect(await found({ q: '%' })).toEqual([]);
    expect(await found({ owner: ['group:default/team'] })).toEqual([
      'hold',
      'license-exception',
    ]);
    expect(await found({ owner: ['group:default/writers'] })).toEqual([]);
  });
});
