import type { FindingDecisionRequest } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { NO_POLICIES, triage } from '../../__testUtils__/triage';
import { inTransaction } from '../../database/transactions';
import { moveDecision } from '../../records/decisions/decisionStore';
import { retriageDecided } from '../../records/findings/retriage';
import { readFinding } from '../../views/findings/findingDetail';
import { listFindings } from '../../views/findings/listFindings';
import { storeAdvisories } from '../advise/storeAdvisories';
import type { Decider } from './chooseFindings';
import { decideFindings, type DecideOptions } from './decideFindings';
import { readRules } from './options';

const DAY = 86_400_000;

const everyone: Decider = {
  who: 'user:default/ann',
  decide: {},
  propose: {},
  approve: false,
};

const notReachable: FindingDecisionRequest = {
  analysis: { state: 'not_affected', justification: 'code_not_reachable' },
  reason: 'Only the parser is called, never the template engine.',
};

const effects = {
  'vulnerability-analysis': (
    trx: Knex.Transaction,
    row: { id: number | string },
  ) => retriageDecided(trx, [row]),
};

describe.each(databaseIds)('decisions about findings on %p', id => {
  let knex: Knex;

  const scan = (name: string, ...components: ReturnType<typeof npm>[]) =>
    storeScanOf(knex, `component:default/${name}`, [
      lockFile('package-lock.json', ...components),
    ]);

  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'), catalogTarget('pay'));
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-1', 'lodash', '4.17.21', { aliases: ['CVE-2021-1000'] }),
        advisory('GHSA-2', 'lodash', undefined),
        advisory('GHSA-3', 'minimist', undefined),
      ],
      new Date(),
    );
    await scan('pay', npm('lodash', '4.17.0'));
    await scan('shop', npm('lodash', '4.17.0'), npm('minimist', '1.0.0'));
    await triage(knex);
  });

  const decide = (
    request: Partial<FindingDecisionRequest>,
    decider: Partial<Decider> = {},
    options: Partial<DecideOptions> = {},
    now = new Date(),
  ) =>
    decideFindings(
      knex,
      { ...notReachable, ...request },
      { ...everyone, ...decider },
      { longestExceptionMs: 366 * DAY, ...options },
      now,
    );

  /** What is listed, as `shop CVE-2021-1000 open`. */
  async function listed(): Promise<string[]> {
    const { items } = await listFindings(
      knex,
      { state: ['open', 'dismissed', 'resolved'], limit: 100 },
      {},
    );
    return items
      .map(one =>
        [
          one.targetName,
          one.advisory,
          one.state,
          ...(one.needsReview ? ['needs review'] : []),
        ].join(' '),
      )
      .sort();
  }

  async function findingOf(name: string, advisoryId: string) {
    const { items } = await listFindings(
      knex,
      { advisory: advisoryId, state: ['open', 'dismissed', 'resolved'] },
      { entityRef: `component:default/${name}` },
    );
    expect(items).toHaveLength(1);
    return items[0];
  }

  async function openOf(name: string): Promise<number> {
    const row = await knex('targets')
      .where('entity_ref', `component:default/${name}`)
      .first();
    return row!.open_critical;
  }

  const historyOf = async (findingId: string) => {
    const detail = await readFinding(knex, findingId, {}, NO_POLICIES);
    return detail.history.map(({ kind }) => kind).reverse();
  };

  it('dismiss one finding of one service, and count it no more', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    expect(await openOf('shop')).toBe(3);
    const decided = await decide({ ids: [finding] });
    expect(decided).toMatchObject({
      topics: 1,
      services: 1,
      state: 'active',
      findingIds: [expect.anything()],
    });
    await triage(knex);
    expect(await listed()).toEqual([
      'pay CVE-2021-1000 open',
      'pay GHSA-2 open',
      'shop CVE-2021-1000 dismissed',
      'shop GHSA-2 open',
      'shop GHSA-3 open',
    ]);
    expect(await openOf('shop')).toBe(2);
    expect(await historyOf(finding)).toEqual(['opened', 'dismissed']);
    const detail = await readFinding(knex, finding, {}, NO_POLICIES);
    expect(detail.finding.due).toBeUndefined();
    expect(detail.decision).toMatchObject({
      author: everyone.who,
      analysis: notReachable.analysis,
      reason: notReachable.reason,
      about: { vulnerability: 'CVE-2021-1000' },
      package: { ecosystem: 'npm', name: 'lodash' },
      versions: ['4.17.0'],
    });
  });

  it('are the same however often they are looked at', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    await decide({ ids: [finding] });
    expect(await triage(knex)).toBe(1);
    await knex('findings').update({ triage_changes: 1 });
    expect(await triage(knex)).toBe(0);
    const left = await knex('findings').where('triage_changes', '>', 0);
    expect(left).toEqual([]);
  });

  it('are about a vulnerability by any of its names, everywhere, now and later', async () => {
    const decided = await decide({ advisory: 'GHSA-1' });
    expect(decided).toMatchObject({ topics: 1, services: 2 });
    await addTargets(knex, catalogTarget('web'));
    await scan('web', npm('lodash', '4.17.0'));
    await triage(knex);
    expect(await listed()).toEqual([
      'pay CVE-2021-1000 dismissed',
      'pay GHSA-2 open',
      'shop CVE-2021-1000 dismissed',
      'shop GHSA-2 open',
      'shop GHSA-3 open',
      'web CVE-2021-1000 dismissed',
      'web GHSA-2 open',
    ]);
  });

  it('go along when records turn out to be one vulnerability, and when they part', async () => {
    await decide({ advisory: 'GHSA-2' });
    await triage(knex);
    const joined = advisory('GHSA-2', 'lodash', undefined, {
      aliases: ['CVE-2021-1000'],
      modified: '2026-02-01T00:00:00Z',
    });
    await storeAdvisories(knex, 'test', [joined], new Date());
    await triage(knex);
    expect(await listed()).toEqual([
      'pay CVE-2021-1000 dismissed',
      'shop CVE-2021-1000 dismissed',
      'shop GHSA-3 open',
    ]);
    const parted = advisory('GHSA-2', 'lodash', undefined, {
      modified: '2026-03-01T00:00:00Z',
    });
    await storeAdvisories(knex, 'test', [parted], new Date());
    await triage(knex);
    expect(await listed()).toEqual([
      'pay CVE-2021-1000 open',
      'pay GHSA-2 dismissed',
      'shop CVE-2021-1000 open',
      'shop GHSA-2 dismissed',
      'shop GHSA-3 open',
    ]);
  });

  it('want another look when the version moves, where their reason speaks of it', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const { id: other } = await findingOf('shop', 'GHSA-2');
    await decide({ ids: [finding] });
    await decide({
      ids: [other],
      analysis: {
        state: 'not_affected',
        justification: 'protected_at_perimeter',
      },
    });
    await triage(knex);
    await scan('shop', npm('lodash', '4.17.1'), npm('minimist', '1.0.0'));
    await triage(knex);
    expect((await listed()).filter(line => line.startsWith('shop'))).toEqual([
      'shop CVE-2021-1000 open needs review',
      'shop GHSA-2 dismissed',
      'shop GHSA-3 open',
    ]);
    const detail = await readFinding(knex, finding, {}, NO_POLICIES);
    expect(detail.decision?.reason).toBe(notReachable.reason);
    expect(await historyOf(finding)).toEqual([
      'opened',
      'dismissed',
      'reinstated',
      'needs-review',
    ]);
    expect(await openOf('shop')).toBe(2);
  });

  it('look at the versions in use where findings do not name them yet', async () => {
    await knex('findings').update({ versions: '' });
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const { rows } = await decide({ ids: [finding] });
    expect(rows[0].versions).toBe('["4.17.0"]');
    await triage(knex);
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('dismissed');
    await scan('shop', npm('lodash', '4.17.1'), npm('minimist', '1.0.0'));
    await triage(knex);
    expect(await findingOf('shop', 'CVE-2021-1000')).toMatchObject({
      state: 'open',
      needsReview: true,
    });
  });

  it('end with their day', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const now = new Date();
    const endsAt = new Date(now.getTime() + 10 * DAY).toISOString();
    await decide({ ids: [finding], endsAt });
    await triage(knex, { now });
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('dismissed');
    await triage(knex, { now: new Date(now.getTime() + 11 * DAY) });
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('open');
    expect(await historyOf(finding)).toEqual([
      'opened',
      'dismissed',
      'reinstated',
    ]);
  });

  it('end when there is a fix', async () => {
    const { id: finding } = await findingOf('shop', 'GHSA-3');
    await decide({
      ids: [finding],
      analysis: { state: 'not_affected' },
      endsWhen: 'fix',
    });
    await triage(knex);
    expect((await findingOf('shop', 'GHSA-3')).state).toBe('dismissed');
    const fixed = advisory('GHSA-3', 'minimist', '1.2.8', {
      modified: '2026-02-01T00:00:00Z',
    });
    await storeAdvisories(knex, 'test', [fixed], new Date());
    await triage(knex);
    expect((await findingOf('shop', 'GHSA-3')).state).toBe('open');
  });

  it('of what is gone are history, and hold when it returns', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    await decide({ ids: [finding] });
    await triage(knex);
    await scan('shop', npm('minimist', '1.0.0'));
    await triage(knex);
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('resolved');
    await expect(decide({ ids: [finding] })).rejects.toThrow(/resolved/);
    await scan('shop', npm('lodash', '4.17.0'), npm('minimist', '1.0.0'));
    await triage(knex);
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('dismissed');
    expect(await historyOf(finding)).toEqual([
      'opened',
      'dismissed',
      'closed',
      'reopened',
      'dismissed',
    ]);
  });

  it('wait for an approver where a policy asks for one', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const approval = {
      states: ['not_affected'],
      severities: ['critical' as const],
      secondPerson: true,
    };
    const { rows, state } = await decide(
      { ids: [finding] },
      { approve: true },
      { approval },
    );
    expect(state).toBe('proposed');
    await triage(knex);
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('open');
    await inTransaction(knex, trx =>
      moveDecision(
        trx,
        String(rows[0].id),
        'approve',
        { who: 'user:default/bob' },
        effects,
        new Date(),
      ),
    );
    await triage(knex);
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('dismissed');
  });

  it('are proposals of those who may only propose, each for its service', async () => {
    const only = { access: { owners: ['group:default/team'] } };
    const decided = await decide(
      { advisory: 'CVE-2021-1000' },
      { decide: undefined, propose: only },
    );
    expect(decided).toMatchObject({
      topics: 2,
      services: 2,
      state: 'proposed',
    });
    const nobody = { access: { owners: ['group:default/other'] } };
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    await expect(
      decide({ ids: [finding] }, { decide: nobody, propose: nobody }),
    ).rejects.toThrow(/may not decide/);
  });

  it('are not overwritten by who has not seen them', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const first = await decide({ ids: [finding] });
    const again = {
      ids: [finding],
      analysis: { state: 'exploitable' as const },
    };
    await expect(decide(again, { who: 'user:default/bob' })).rejects.toThrow(
      /user:default\/ann decided about CVE-2021-1000 meanwhile/,
    );
    const replaces = [String(first.rows[0].id)];
    await decide({ ...again, replaces }, { who: 'user:default/bob' });
    await triage(knex);
    expect(await findingOf('shop', 'CVE-2021-1000')).toMatchObject({
      state: 'open',
      analysis: 'exploitable',
    });
    const events = await knex('decision_events')
      .where('decision_id', replaces[0])
      .orderBy('id')
      .pluck('kind');
    expect(events).toEqual(['proposed', 'approved', 'superseded']);
  });

  it('replace nothing about another vulnerability of the same package', async () => {
    const { id: first } = await findingOf('shop', 'CVE-2021-1000');
    const { rows } = await decide({ ids: [first] });
    const { id: elsewhere } = await findingOf('pay', 'CVE-2021-1000');
    const { id: other } = await findingOf('shop', 'GHSA-2');
    const { replaces } = await decide({ ids: [elsewhere, other] });
    expect(replaces).toEqual([]);
    const { state } = (await knex('decisions')
      .where('id', rows[0].id)
      .first())!;
    expect(state).toBe('active');
  });

  it('store nothing in a dry run, which tells what would be touched', async () => {
    const decided = await decide({ advisory: 'CVE-2021-1000', dryRun: true });
    expect(decided).toMatchObject({ topics: 1, services: 2, rows: [] });
    expect(decided.findingIds).toHaveLength(2);
    expect(await knex('decisions').select('id')).toEqual([]);
  });

  it.each<[string, Partial<FindingDecisionRequest>, RegExp]>([
    [
      'neither ids nor an advisory',
      {},
      /Name ids of findings, an advisory, or a filter/,
    ],
    ['both', { ids: ['1'], advisory: 'CVE-2021-1000' }, /Name ids/],
    [
      'an unknown advisory',
      { advisory: 'CVE-1999-1000' },
      /No finding of CVE-1999-1000/,
    ],
    ['an unknown finding', { ids: ['999999'] }, /not there/],
    [
      'a reason of blanks',
      { advisory: 'CVE-2021-1000', reason: '   ' },
      /reason/,
    ],
    [
      'an end that is over',
      { advisory: 'CVE-2021-1000', endsAt: '2020-01-01T00:00:00Z' },
      /in the future/,
    ],
    [
      'a justification of what is exploitable',
      {
        advisory: 'CVE-2021-1000',
        analysis: { state: 'exploitable', justification: 'code_not_present' },
      },
      /justification/,
    ],
    [
      'a risk accepted for good',
      {
        advisory: 'CVE-2021-1000',
        analysis: { state: 'exploitable', responses: ['will_not_fix'] },
      },
      /for a time/,
    ],
  ])('are refused for %s', async (_, request, message) => {
    await expect(decide(request)).rejects.toThrow(message);
  });

  describe('by rules', () => {
    const rules = (changes: object = {}) =>
      readRules(
        [
          {
            id: 'not-in-production',
            match: { packages: [{ ecosystem: 'npm', name: 'minim*' }] },
            analysis: {
              state: 'not_affected',
              justification: 'requires_environment',
              detail: 'Only builds use it.',
            },
            ...changes,
          },
        ],
        'rules',
      );

    it('come with the rule, and go with it', async () => {
      await triage(knex, { rules: rules() });
      expect((await findingOf('shop', 'GHSA-3')).state).toBe('dismissed');
      await triage(knex, { rules: rules() });
      await triage(knex);
      const finding = await findingOf('shop', 'GHSA-3');
      expect(finding.state).toBe('open');
      expect(await historyOf(finding.id)).toEqual([
        'opened',
        'dismissed',
        'reinstated',
      ]);
    });

    it('come and go with their days', async () => {
      const now = new Date('2027-01-01T00:00:00Z');
      const timed = rules({
        validFrom: '2027-02-01T00:00:00Z',
        validUntil: '2027-03-01T00:00:00Z',
      });
      for (const [day, state] of [
        [0, 'open'],
        [40, 'dismissed'],
        [70, 'open'],
      ] as const) {
        const then = new Date(now.getTime() + day * DAY);
        await triage(knex, { rules: timed, now: then });
        expect((await findingOf('shop', 'GHSA-3')).state).toBe(state);
      }
    });

    it('only log where they are told so', async () => {
      await triage(knex, { rules: rules({ mode: 'log' }) });
      expect((await findingOf('shop', 'GHSA-3')).state).toBe('open');
    });

    it('stand back behind what people decide', async () => {
      const { id: finding } = await findingOf('shop', 'GHSA-3');
      await decide({ ids: [finding], analysis: { state: 'exploitable' } });
      await triage(knex, { rules: rules() });
      expect(await findingOf('shop', 'GHSA-3')).toMatchObject({
        state: 'open',
        analysis: 'exploitable',
      });
    });

    it('know no way to a package where a document is damaged, and go on', async () => {
      await knex('documents').update({ gzip: Buffer.from('damaged') });
      const byPath = rules({
        match: { path: { some: { ecosystem: 'npm', name: 'builder' } } },
      });
      await triage(knex, { rules: byPath });
      expect((await findingOf('shop', 'GHSA-3')).state).toBe('open');
      const left = await knex('findings').where('triage_changes', '>', 0);
      expect(left).toEqual([]);
    });

    it('look at the ways to a package', async () => {
      await scan(
        'shop',
        npm('lodash', '4.17.0'),
        npm('builder', '1.0.0', { dependsOn: ['pkg:npm/minimist@1.0.0'] }),
        npm('minimist', '1.0.0', { direct: false }),
      );
      const byPath = rules({
        match: { path: { every: { ecosystem: 'npm', name: 'builder' } } },
      });
      await triage(knex, { rules: byPath });
      expect(
        (await listed()).filter(line => line.includes('dismissed')),
      ).toEqual(['shop GHSA-3 dismissed']);
      await scan(
        'shop',
        npm('lodash', '4.17.0'),
        npm('builder', '1.0.0', { dependsOn: ['pkg:npm/minimist@1.0.0'] }),
        npm('minimist', '1.0.0', { direct: true }),
      );
      await triage(knex, { rules: byPath });
      expect((await findingOf('shop', 'GHSA-3')).state).toBe('open');
    });
  });
});
