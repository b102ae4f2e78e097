import { toDate } from '../../database/dialect';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addShop, answers, scorerOf } from '../../__testUtils__/scoring';
import { letDataAge } from '../../__testUtils__/vulnerabilityData';
import { queueScoring } from '../../records/scoring/queue';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

describe.each(databaseIds)('scoring with old advisory data on %p', id => {
  it('does not take old data for the absence of findings', async () => {
    const knex = await createDatabase(id);
    await addShop(knex);
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
});
