import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addShop,
  answers,
  document,
  exempt,
  scorerOf,
} from '../../__testUtils__/scoring';
import { answerOf } from '../../records/results/answers';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

describe.each(databaseIds)('exemptions on scoring on %p', id => {
  it('counts an exemption while it holds, and the answer after it', async () => {
    const knex = await createDatabase(id);
    await addShop(knex);
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
});
