import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import {
  addShop,
  answers,
  document,
  scorerOf,
} from '../../__testUtils__/scoring';
import { claimDue, queueScoring } from '../../records/scoring/queue';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

describe.each(databaseIds)('Scorer on %p', id => {
  it('asks what is due, once, and what breaks is unknown with the error', async () => {
    const knex = await createDatabase(id);
    await addShop(knex);
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
    await addShop(knex);
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
    await addShop(knex);
    await scorerOf(knex).scoreDue(signal);
    await queueScoring(knex, [1], new Date());
    const [claim] = await claimDue(knex, { limit: 1, leaseMs: 60_000 });
    await queueScoring(knex, [1], new Date());
    const row = await knex('scorecard_queue').first();
    expect(row!.changes).toBe(claim.changes + 1);
  });
});
