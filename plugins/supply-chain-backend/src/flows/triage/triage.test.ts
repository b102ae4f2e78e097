import { createHash } from 'node:crypto';
import { readDuePolicies } from '@safety-curtain/policy';
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
import { bringFindingsInStep } from '../../records/findings/findingUpdates';
import { retriageDecided } from '../../records/findings/retriage';
import { readDecision } from '../../views/decisions/decisionViews';
import { readFinding } from '../../views/findings/findingDetail';
import { listFindings } from '../../views/findings/listFindings';
import { rateAllVulnerabilities } from '../advise/rateAllVulnerabilities';
import { storeAdvisories } from '../advise/storeAdvisories';
import type { Decider } from './chooseFindings';
import { decideFindings, type DecideOptions } from './decideFindings';
import { readExceptionFacts } from '../score/facts/exceptions';
import { readRules } from './options';
import { rulesDigest } from './ruleDecisions';

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

  /** What feeds say reaches findings, as the tasks do it. */
  const rateAll = async () => {
    await rateAllVulnerabilities(knex, new AbortController().signal);
    await bringFindingsInStep(knex);
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

  const approve = (decisionId: string | number, replaces?: string[]) =>
    inTransaction(knex, trx =>
      moveDecision(
        trx,
        String(decisionId),
        'approve',
        { who: 'user:default/bob', replaces },
        { 'vulnerability-analysis': (_, row) => retriageDecided(trx, [row]) },
        new Date(),
      ),
    );

  it('that came after a proposal are not ended by it, unless the approver has seen them', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const proposal = await decide({ ids: [finding] }, { decide: undefined });
    const later = await decide(
      { ids: [finding], analysis: { state: 'exploitable' } },
      { who: 'user:default/eve' },
    );
    const { id: waiting } = proposal.rows[0];
    const { id: decided } = later.rows[0];
    await expect(approve(waiting)).rejects.toThrow(
      /user:default\/eve decided about the same after this was proposed/,
    );
    const against = async (decisionId: number | string) => {
      const detail = await readDecision(knex, String(decisionId), () => []);
      return detail.against?.map(one => [one.id, one.verdict]);
    };
    expect(await against(waiting)).toEqual([[String(decided), 'exploitable']]);
    expect(await against(decided)).toBeUndefined();
    const stateOf = async (decisionId: number | string) =>
      (await knex('decisions').where('id', decisionId).first())!.state;
    expect(await stateOf(waiting)).toBe('proposed');
    expect(await stateOf(decided)).toBe('active');
    await approve(waiting, [String(decided)]);
    expect(await stateOf(waiting)).toBe('active');
    expect(await stateOf(decided)).toBe('revoked');
    expect(await against(waiting)).toBeUndefined();
  });

  it('tell of what waits about the same, and are looked at again where more does', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const propose = { decide: undefined, who: 'user:default/eve' };
    const { seen } = await decide({ ids: [finding], dryRun: true });
    const { rows } = await decide({ ids: [finding] }, propose);
    await expect(decide({ ids: [finding], seen })).rejects.toThrow(
      /something else was proposed/,
    );
    const preview = await decide({ ids: [finding], dryRun: true });
    expect(preview.waiting).toMatchObject([
      { id: rows[0].id, author: 'user:default/eve' },
    ]);
    // Two proposals about the same both wait; the later proposer has seen the earlier.
    const second = await decide(
      { ids: [finding], seen: preview.seen },
      { decide: undefined },
    );
    expect(second).toMatchObject({ state: 'proposed', replaces: [] });
    await approve(second.rows[0].id);
    await expect(approve(rows[0].id)).rejects.toThrow(
      /after this was proposed/,
    );
  });

  it('that pause the clock keep a finding from being due until their day', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const { due } = await findingOf('shop', 'CVE-2021-1000');
    const endsAt = new Date(Date.now() + 300 * DAY).toISOString();
    const accepted = {
      ids: [finding],
      analysis: {
        state: 'exploitable' as const,
        responses: ['will_not_fix' as const],
      },
      endsAt,
    };
    const first = await decide(accepted);
    await triage(knex);
    expect(await findingOf('shop', 'CVE-2021-1000')).toMatchObject({ due });
    const replaces = [String(first.rows[0].id)];
    await decide({ ...accepted, replaces, pausesClock: true });
    await triage(knex);
    const paused = await findingOf('shop', 'CVE-2021-1000');
    expect(paused).toMatchObject({
      state: 'open',
      due: { day: endsAt.slice(0, 10), overdue: false },
    });
    expect(due?.day).not.toBe(endsAt.slice(0, 10));
  });

  it('that another version ended stay ended when the version moves back', async () => {
    const { id: finding } = await findingOf('shop', 'CVE-2021-1000');
    const { rows } = await decide({
      ids: [finding],
      endsWhen: 'version-moves',
    });
    await triage(knex);
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('dismissed');
    const move = async (version: string) => {
      await scan('shop', npm('lodash', version), npm('minimist', '1.0.0'));
      await triage(knex);
    };
    await move('4.17.1');
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('open');
    const read = () => readDecision(knex, String(rows[0].id), () => []);
    const { decision, history } = await read();
    expect(decision.state).toBe('expired');
    expect(history.at(-1)).toMatchObject({
      kind: 'ended',
      comment: 'Another version is in use',
    });
    await move('4.17.0');
    expect((await findingOf('shop', 'CVE-2021-1000')).state).toBe('open');
    expect((await read()).history).toEqual(history);
  });

  it('are all weighed once where they were weighed otherwise before', async () => {
    await triage(knex);
    // As it was noted when nothing was told of how decisions are weighed.
    const digest = createHash('sha256')
      .update(rulesDigest([], new Date()))
      .update(JSON.stringify([]))
      .digest('hex');
    await knex('triage_settings').where('name', 'findings').update({ digest });
    await knex('findings').update({ analysis: 1 });
    await triage(knex);
    expect(await knex('findings').where('analysis', 1)).toEqual([]);
    expect(await knex('findings').where('triage_changes', '>', 0)).toEqual([]);
  });

  it('that another version ended are no exceptions any more', async () => {
    const { rows } = await decide({
      advisory: 'CVE-2021-1000',
      endsWhen: 'version-moves',
      endsAt: new Date(Date.now() + DAY).toISOString(),
    });
    const exceptions = async () => {
      const ids = await knex('targets').pluck('id');
      const facts = await readExceptionFacts(knex, ids);
      return [...facts.values()].flat().map(one => one.id);
    };
    await triage(knex);
    const about = String(rows[0].id);
    expect(await exceptions()).toEqual([about, about]);
    await scan('shop', npm('lodash', '4.17.1'), npm('minimist', '1.0.0'));
    await scan('pay', npm('lodash', '4.17.1'));
    await triage(knex);
    expect(await knex('decision_events').pluck('kind')).toContain('ended');
    expect(await exceptions()).toEqual([]);
  });

  it('that another version ended here hold on where it is as it was', async () => {
    const { rows } = await decide({
      advisory: 'CVE-2021-1000',
      endsWhen: 'version-moves',
    });
    await triage(knex);
    await scan('shop', npm('lodash', '4.17.1'), npm('minimist', '1.0.0'));
    await triage(knex);
    const read = () => readDecision(knex, String(rows[0].id), () => []);
    expect((await read()).decision.state).toBe('active');
    expect((await findingOf('pay', 'CVE-2021-1000')).state).toBe('dismissed');
    await scan('pay', npm('lodash', '4.17.1'));
    await triage(knex);
    expect((await read()).decision.state).toBe('expired');
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

  describe('by due date', () => {
    const fromPublication = readDuePolicies(
      [{ name: 'published', clock: { from: 'publication' } }],
      'duePolicies',
    );
    const reviewed = (published: string, modified: string) =>
      storeAdvisories(
        knex,
        'test',
        [
          advisory('GHSA-3', 'minimist', undefined, {
            published,
            modified,
          }),
        ],
        new Date(),
      );
    const historyOfDue = async (findingId: string) => {
      const detail = await readFinding(knex, findingId, {}, NO_POLICIES);
      return detail.history
        .filter(({ kind }) => kind === 'redated')
        .map(({ detail: days }) => days);
    };

    it('move with the day on which a vulnerability was published, with history', async () => {
      await reviewed('2026-01-10T00:00:00Z', '2026-02-01T00:00:00Z');
      await triage(knex, { duePolicies: fromPublication });
      const before = await findingOf('shop', 'GHSA-3');
      expect(before.due?.day).toBe('2026-01-17');
      await reviewed('2026-01-02T00:00:00Z', '2026-02-02T00:00:00Z');
      expect(await triage(knex, { duePolicies: fromPublication })).toBe(1);
      expect((await findingOf('shop', 'GHSA-3')).due?.day).toBe('2026-01-09');
      expect(await historyOfDue(before.id)).toContain('2026-01-17 2026-01-09');
      // Nothing but the text differs: nothing is looked at again.
      await reviewed('2026-01-02T00:00:00Z', '2026-02-03T00:00:00Z');
      const again = await knex('findings').where('triage_changes', '>', 0);
      expect(again).toEqual([]);
    });

    it('come earlier where it becomes known that one is exploited, with history', async () => {
      const duePolicies = readDuePolicies(
        [
          {
            name: 'directive',
            method: 'bod-26-04',
            assume: { impact: 'partial' },
          },
        ],
        'duePolicies',
      );
      await triage(knex, { duePolicies });
      const before = await findingOf('shop', 'CVE-2021-1000');
      await knex('known_exploited').insert({
        cve: 'CVE-2021-1000',
        date_added: '2026-01-02',
        ransomware: false,
      });
      await rateAll();
      await triage(knex, { duePolicies });
      const after = await findingOf('shop', 'CVE-2021-1000');
      expect(after.due!.day < before.due!.day).toBe(true);
      const [latest] = await historyOfDue(after.id);
      expect(latest).toBe(`${before.due!.day} ${after.due!.day}`);
    });
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

    it('follow a percentile that moves while the score stays', async () => {
      const ranked = readRules(
        [
          {
            id: 'unlikely',
            match: { epss: { measure: 'percentile', atMost: 0.5 } },
            analysis: { state: 'in_triage', detail: 'Hardly likely.' },
          },
        ],
        'rules',
      );
      const [cve, score] = ['CVE-2021-1000', 0.01];
      const isBehind = async () => {
        const { id: finding } = await findingOf('shop', cve);
        const [row] = await knex('findings').where('id', finding);
        return row.triage_changes > 0;
      };
      await knex('epss').insert({ cve, score, percentile: 0.9 });
      await rateAll();
      await triage(knex, { rules: ranked });
      expect((await findingOf('shop', cve)).analysis).toBeUndefined();
      expect(await isBehind()).toBe(false);
      await knex('epss').where({ cve }).update({ percentile: 0.8 });
      await rateAll();
      expect(await isBehind()).toBe(false);
      await knex('epss').where({ cve }).update({ percentile: 0.1 });
      await rateAll();
      await triage(knex, { rules: ranked });
      expect((await findingOf('shop', cve)).analysis).toBe('in_triage');
    });

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
