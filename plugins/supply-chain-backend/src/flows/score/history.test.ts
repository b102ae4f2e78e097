import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { advisory } from '../../__testUtils__/organization';
import {
  addShop,
  answers,
  document,
  periods,
  scorerOf,
} from '../../__testUtils__/scoring';
import { queueScoring } from '../../records/scoring/queue';
import { storeAdvisories } from '../advise/storeAdvisories';
import { TargetReconciler } from '../catalog/targetStore';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

describe.each(databaseIds)('the history of scorecards on %p', id => {
  it('asks again when facts change, and writes history only then', async () => {
    const knex = await createDatabase(id);
    await addShop(knex);
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

  it('ends the results of what left the catalog, and keeps its history', async () => {
    const knex = await createDatabase(id);
    await addShop(knex);
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

    await addShop(knex);
    await scorer.scoreDue(signal);
    expect(await periods(knex, 'sbom-present')).toEqual([
      { value: 'p', until: expect.anything() },
      { value: 'p', until: null },
    ]);
  });

  it('asks everything again when the scorecards change', async () => {
    const knex = await createDatabase(id);
    await addShop(knex);
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
});
