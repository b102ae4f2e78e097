import { mockServices } from '@backstage/backend-test-utils';
import type { ScorecardCheck } from '@safety-curtain/plugin-supply-chain-node';
import { pass } from '@safety-curtain/policy';
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
import {
  addCurrentData,
  letDataAge,
} from '../../__testUtils__/vulnerabilityData';
import { storeAdvisories } from '../advise/storeAdvisories';
import { Archive } from '../../records/documents/Archive';
import { toDate } from '../../database/dialect';
import { checkDecision } from '../../records/decisions/decisionRules';
import { createDecision } from '../../records/decisions/decisionStore';
import { TargetReconciler } from '../catalog/targetStore';
import { answerOf } from '../../records/results/answers';
import { CheckPool } from './CheckPool';
import { createScorecardSet } from '../../records/results/options';
import { claimDue, queueScoring } from '../../records/scoring/queue';
import { queueCovered } from '../../records/scoring/queueCovered';
import { Scorer } from './Scorer';

jest.setTimeout(120_000);

const signal = new AbortController().signal;
const pool = new CheckPool({ timeoutMs: 20_000 });
afterAll(() => pool.close());

const added: ScorecardCheck[] = ['steady', 'broken', 'slow'].map(id => ({
  id,
  title: id,
  category: 'source',
  weight: 1,
  controls: [],
  advice: 'None.',
  work: 'setting',
  options: {},
  async run(_facts, { signal: limit }) {
    if (id === 'broken') throw new Error('Its system is away');
    if (id === 'slow') {
      await new Promise((_, reject) => {
        limit.addEventListener('abort', () => reject(limit.reason));
      });
    }
    return pass('It is.');
  },
}));

const document = {
  name: 'web',
  title: 'Web services',
  filter: { types: ['service'] },
  checks: [
    'sbom-present',
    'findings-within-service-level',
    'no-known-exploited',
    'steady',
    'broken',
    'slow',
    {
      id: 'small',
      title: 'Few components',
      category: 'dependencies',
      advice: 'Remove some.',
      rule: { fact: 'components.total', op: 'lt', value: 3 },
    },
  ],
  levels: [
    { name: 'bronze', checks: ['sbom-present'] },
    { name: 'silver', checks: ['small', 'no-known-exploited'] },
  ],
};

const noFilter = { kinds: [], types: [], lifecycles: [], tags: [], owners: [] };

function scorerOf(knex: Knex, documents: unknown[] = [document]) {
  return new Scorer({
    knex,
    archive: new Archive({ knex, stores: [], writeTo: 'database' }),
    logger: mockServices.logger.mock(),
    set: createScorecardSet(
      { builtIn: [], documents, critical: [{ ...noFilter, tags: ['vital'] }] },
      added,
    ),
    pool,
    added,
    checkTimeoutMs: 200,
    refreshMs: 3_600_000,
    everyHours: 24,
  });
}

async function answers(knex: Knex) {
  const rows = await knex('scorecard_result_checks').orderBy('position');
  return Object.fromEntries(
    rows.map(row => [row.check_id, answerOf(row.answer)]),
  );
}

function periods(knex: Knex, checkId: string) {
  return knex('scorecard_periods')
    .where('check_id', checkId)
    .orderBy('id')
    .select('value', 'until');
}

async function shop(knex: Knex) {
  await addCurrentData(knex);
  await addTargets(knex, catalogTarget('shop', { type: 'service' }));
  await storeScanOf(knex, 'component:default/shop', [
    lockFile('package-lock.json', npm('a', '1.0.0')),
  ]);
}

function exempt(knex: Knex, check: string, endsAt: Date) {
  const wanted = {
    subject: 'check-exemption' as const,
    scope: { kind: 'entity' as const, ref: 'component:default/shop' },
    about: { check },
    reason: 'Replaced in March',
    endsAt: endsAt.toISOString(),
  };
  const now = new Date();
  const checked = checkDecision(
    wanted,
    { secondPerson: false, longestExceptionMs: 86_400_000 },
    now,
  );
  return knex.transaction(trx =>
    createDecision(
      trx,
      checked,
      { author: 'user:default/ann', approver: 'user:default/bob' },
      { 'check-exemption': queueCovered },
      now,
    ),
  );
}

describe.each(databaseIds)('Scorer on %p', id => {
  it('asks what is due, once, and what breaks is unknown with the error', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    await addTargets(
      knex,
      catalogTarget('tool', { type: 'cli', source: undefined }),
      // It waits for its first scan: there is nothing to ask about yet.
      catalogTarget('new', { type: 'service' }),
    );
    const scorer = scorerOf(knex);
    expect(await scorer.scoreDue(signal)).toBe(2);
    expect(await scorer.scoreDue(signal)).toBe(0);
    expect(await answers(knex)).toEqual({
      'sbom-present': 'pass',
      'findings-within-service-level': 'pass',
      'no-known-exploited': 'pass',
      steady: 'pass',
      broken: 'unknown',
      slow: 'unknown',
      small: 'pass',
    });
    const reasons = await knex('scorecard_result_checks')
      .whereIn('check_id', ['broken', 'slow'])
      .orderBy('check_id')
      .pluck('reason');
    expect(reasons).toEqual([
      'The check broke: Its system is away',
      'The check broke: it took longer than 0.2 seconds',
    ]);
    // The scorecard is not for a command line tool.
    const [result, ...others] = await knex('scorecard_results');
    expect(others).toEqual([]);
    expect(result).toMatchObject({
      scorecard: 'web',
      levels_held: 2,
      answers: 'ppppuup',
      missing: '[]',
    });
  });

  it('asks again when facts change, and writes history only then', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    const scorer = scorerOf(knex);
    await scorer.scoreDue(signal);
    const before = await knex('scorecard_periods').count('* as count').first();
    await queueScoring(knex, [1], new Date());
    expect(await scorer.scoreDue(signal)).toBe(1);
    expect(await knex('scorecard_periods').count('* as count').first()).toEqual(
      before,
    );

    await knex('known_exploited').insert({
      cve: 'CVE-1',
      date_added: '2026-01-01',
      ransomware: false,
    });
    await storeAdvisories(
      knex,
      'test',
      [advisory('CVE-1', 'a', '2.0.0')],
      new Date(),
    );
    expect(await scorer.scoreDue(signal)).toBe(1);
    expect(await answers(knex)).toMatchObject({ 'no-known-exploited': 'fail' });
    const check = await knex('scorecard_result_checks')
      .where('check_id', 'no-known-exploited')
      .first();
    expect(JSON.parse(check!.evidence)).toMatchObject([
      { kind: 'finding', ref: 'CVE-1' },
    ]);
    expect(await periods(knex, 'no-known-exploited')).toEqual([
      { value: 'p', until: expect.anything() },
      { value: 'f', until: null },
    ]);
    expect(await periods(knex, '')).toEqual([
      { value: '2', until: expect.anything() },
      { value: '1', until: null },
    ]);
    const result = await knex('scorecard_results').first();
    expect(JSON.parse(result!.missing)).toMatchObject([
      { check: 'no-known-exploited' },
    ]);
  });

  it('does not take old data for the absence of findings', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    await letDataAge(knex, 'kev', 47);
    const scorer = scorerOf(knex);
    await scorer.scoreDue(signal);
    expect(await answers(knex)).toMatchObject({ 'no-known-exploited': 'pass' });
    // It is asked again when the list grows stale.
    const due = await knex('scorecard_queue').first('due_at');
    expect(toDate(due!.due_at).getTime() - Date.now()).toBeLessThan(3_600_000);

    await letDataAge(knex, 'kev', 49);
    await queueScoring(knex, [1], new Date());
    await scorer.scoreDue(signal);
    expect(await answers(knex)).toMatchObject({
      'no-known-exploited': 'unknown',
      'findings-within-service-level': 'pass',
    });

    await knex('advisory_sources').where('kind', 'osv').update('active', false);
    await queueScoring(knex, [1], new Date());
    await scorer.scoreDue(signal);
    expect(await answers(knex)).toMatchObject({
      'findings-within-service-level': 'unknown',
    });
  });

  it('counts an exemption while it holds, and the answer after it', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    const scorer = scorerOf(knex, [
      { ...document, checks: ['code-owners-present'], levels: [] },
    ]);
    await scorer.scoreDue(signal);
    expect(await answers(knex)).toEqual({ 'code-owners-present': 'unknown' });

    const endsAt = new Date(Date.now() + 600_000);
    await exempt(knex, 'code-owners-present', endsAt);
    expect(await scorer.scoreDue(signal)).toBe(1);
    expect(await answers(knex)).toEqual({ 'code-owners-present': 'exempted' });
    const row = await knex('scorecard_queue').first();
    expect(new Date(row!.due_at)).toEqual(endsAt);

    const over = new Date(Date.now() - 1000);
    await knex('decisions').update({ ends_at: over });
    await knex('scorecard_queue').update({ due_at: over });
    expect(await scorer.scoreDue(signal)).toBe(1);
    const [check] = await knex('scorecard_result_checks');
    expect(answerOf(check.answer)).toBe('unknown');
    expect(JSON.parse(check.exemption!)).toMatchObject({
      state: 'expired',
      decisionId: '1',
      approver: 'user:default/bob',
    });
  });

  it('ends the results of what left the catalog, and keeps its history', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    const scorer = scorerOf(knex);
    await scorer.scoreDue(signal);
    const reconciler = new TargetReconciler(knex, new Date());
    await reconciler.finish();
    expect(await scorer.scoreDue(signal)).toBe(1);
    expect(await knex('scorecard_results')).toEqual([]);
    expect(await knex('scorecard_queue')).toEqual([]);
    expect(await periods(knex, 'sbom-present')).toEqual([
      { value: 'p', until: expect.anything() },
    ]);

    await shop(knex);
    await scorer.scoreDue(signal);
    expect(await periods(knex, 'sbom-present')).toEqual([
      { value: 'p', until: expect.anything() },
      { value: 'p', until: null },
    ]);
  });

  it('asks everything again when the scorecards change', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    await scorerOf(knex).scoreDue(signal);
    const changed = {
      ...document,
      checks: document.checks.map(check =>
        typeof check === 'string'
          ? check
          : { ...check, rule: { ...check.rule, value: 1 } },
      ),
    };
    expect(await scorerOf(knex, [changed]).scoreDue(signal)).toBe(1);
    expect(await answers(knex)).toMatchObject({ small: 'fail' });
    expect(await scorerOf(knex, []).scoreDue(signal)).toBe(1);
    expect(await knex('scorecard_results')).toEqual([]);
  });

  it('asks each target once, whoever asks', async () => {
    const knex = await createDatabase(id);
    const names = Array.from({ length: 25 }, (_, at) => `s${at}`);
    await addTargets(
      knex,
      ...names.map(name =>
        catalogTarget(name, { type: 'service', source: undefined }),
      ),
    );
    const cheap = { ...document, checks: ['sbom-present'], levels: [] };
    const asked = await Promise.all([
      scorerOf(knex, [cheap]).scoreDue(signal),
      scorerOf(knex, [cheap]).scoreDue(signal),
    ]);
    expect(asked[0] + asked[1]).toBe(25);
    expect(await knex('scorecard_periods')).toHaveLength(50);
  });

  it('asks the others where the facts of one are damaged', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    await addTargets(
      knex,
      catalogTarget('blog', { type: 'service', source: undefined }),
    );
    const sha256 = 'a'.repeat(64);
    await knex('documents').insert({
      sha256,
      media_type: 'text/plain',
      gzip: Buffer.from('no gzip'),
      size: 1,
      created_at: new Date(),
    });
    await knex('target_sources').where('target_id', 1).delete();
    await knex('target_sources').insert({
      target_id: 1,
      sha256,
      manifests: '[]',
      read_at: new Date(),
    });
    await scorerOf(knex).scoreDue(signal);
    expect(await knex('scorecard_results').pluck('target_id')).toEqual([2]);
    const failed = await knex('scorecard_queue').where('target_id', 1).first();
    expect(failed).toMatchObject({
      attempts: 1,
      error: expect.stringContaining('is damaged'),
    });
  });

  it('asks once more where facts changed while it asked', async () => {
    const knex = await createDatabase(id);
    await shop(knex);
    await scorerOf(knex).scoreDue(signal);
    await queueScoring(knex, [1], new Date());
    const [claim] = await claimDue(knex, { limit: 1, leaseMs: 60_000 });
    await queueScoring(knex, [1], new Date());
    const row = await knex('scorecard_queue').first();
    expect(row!.changes).toBe(claim.changes + 1);
  });
});
