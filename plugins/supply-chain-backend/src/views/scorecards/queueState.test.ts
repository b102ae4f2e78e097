import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import {
  claimDue,
  failClaim,
  queueScoring,
  settleClaim,
} from '../../records/scoring/queue';
import { readScorecardQueue } from './queueState';

const LONG_AGO = new Date('2026-01-06T10:00:00.000Z');
const LATER = new Date('2126-01-06T10:00:00.000Z');

describe.each(databaseIds)('the state of the scorecard queue on %p', id => {
  it('has nothing where nothing was ever asked', async () => {
    const knex = await createDatabase(id);
    expect(await readScorecardQueue(knex, {})).toEqual({
      due: 0,
      running: 0,
      failing: 0,
      oldestDueAt: undefined,
      failingServices: [],
      failingServicesLeft: 0,
    });
  });

  it('counts what is due, asked now and could not be asked, and says why', async () => {
    const knex = await createDatabase(id);
    const names = ['asked', 'broken', 'hidden', 'running', 'due', 'dueLater'];
    await addTargets(knex, ...names.map(name => catalogTarget(name)));
    const ids = new Map<string, number>(
      (await knex('targets').select('name', 'id')).map(row => [
        row.name,
        row.id,
      ]),
    );
    const queue = (name: string, at: Date) =>
      queueScoring(knex, [ids.get(name)!], at);
    for (const name of names.slice(0, 4)) await queue(name, LONG_AGO);
    const claims = await claimDue(knex, { limit: 10, leaseMs: 60_000 });
    const claim = (name: string) =>
      claims.find(({ targetId }) => targetId === ids.get(name))!;
    await settleClaim(knex, claim('asked'), LATER, 'v1');
    for (const name of ['broken', 'hidden']) {
      await failClaim(knex, claim(name), 'The facts are no JSON', LATER);
    }
    await queue('due', LONG_AGO);
    await queue('dueLater', new Date(LONG_AGO.getTime() + 1000));

    const state = await readScorecardQueue(knex, {
      entityRef: 'component:default/broken',
    });
    expect(state).toEqual({
      due: 2,
      running: 1,
      failing: 2,
      oldestDueAt: LONG_AGO.toISOString(),
      failingServices: [
        {
          entityRef: 'component:default/broken',
          name: 'broken',
          error: 'The facts are no JSON',
          attempts: 1,
          nextTryAt: LATER.toISOString(),
        },
      ],
      failingServicesLeft: 0,
    });
    const unnamed = await readScorecardQueue(knex, undefined);
    expect(unnamed).toMatchObject({
      failing: 2,
      failingServices: [],
      failingServicesLeft: 0,
    });
  });

  it('names first what was tried the most, and nothing that left', async () => {
    const knex = await createDatabase(id);
    const names = ['once', 'often', 'gone'];
    await addTargets(knex, ...names.map(name => catalogTarget(name)));
    for (const [index, name] of names.entries()) {
      const { id: targetId } = (await knex('targets').where({ name }).first())!;
      await queueScoring(knex, [targetId], LONG_AGO);
      const claim = { targetId, changes: 1, attempts: index };
      await failClaim(knex, claim, 'No', LATER);
    }
    await knex('targets')
      .where('name', 'gone')
      .update({ removed_at: LONG_AGO });
    const { failingServices } = await readScorecardQueue(knex, {});
    expect(failingServices.map(({ name }) => name)).toEqual(['often', 'once']);
  });

  it('says how many more could not be asked', async () => {
    const knex = await createDatabase(id);
    const names = Array.from({ length: 53 }, (_, index) => `s${index}`);
    await addTargets(knex, ...names.map(name => catalogTarget(name)));
    const ids: number[] = await knex('targets').pluck('id');
    await queueScoring(knex, ids, LONG_AGO);
    await knex('scorecard_queue').update({ attempts: 1 });
    const state = await readScorecardQueue(knex, {});
    expect(state.failingServices).toHaveLength(50);
    expect(state.failingServicesLeft).toBe(3);
  });
});
