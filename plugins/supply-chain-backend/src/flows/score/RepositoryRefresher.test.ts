import { mockServices } from '@backstage/backend-test-utils';
import {
  type Forge,
  RemoteRefusedError,
  RemoteUnavailableError,
  type RepositoryState,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { readRepositoryFacts } from './facts/repositories';
import { RepositoryRefresher } from './RepositoryRefresher';

const { signal } = new AbortController();
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const SHOP = 'https://git.example/acme/shop';
const PAY = 'https://git.example/acme/pay';

const at = (target: string) => ({
  source: { type: 'url' as const, target, exclude: [] },
});

/** A forge with repositories at two path segments below its host. */
class FakeForge implements Forge {
  readonly id = 'fake';
  readonly title = 'Fake';
  readonly topics = [];
  readonly asked: string[] = [];
  readonly says = new Map<string, RepositoryState | Error>();

  pullRequestOf = () => undefined;
  addressAt = () => undefined;

  repository(address: string) {
    const { origin, pathname } = new URL(address);
    if (origin !== 'https://git.example') return undefined;
    const [owner, name] = pathname.split('/').filter(Boolean);
    const repository = `${origin}/${owner}/${name}`;
    return {
      address: repository,
      read: async () => {
        this.asked.push(repository);
        const said = this.says.get(repository);
        if (!said || said instanceof Error) {
          throw said ?? new RemoteRefusedError('Fake answers 404', 404);
        }
        return said;
      },
    };
  }
}

const state = (changes: Partial<RepositoryState> = {}): RepositoryState => ({
  archived: false,
  defaultBranch: 'main',
  ...changes,
});

describe.each(databaseIds)('RepositoryRefresher on %p', id => {
  let knex: Knex;
  let forge: FakeForge;

  beforeEach(async () => {
    knex = await createDatabase(id);
    forge = new FakeForge();
    forge.says.set(SHOP, state());
    forge.says.set(PAY, state({ archived: true }));
    await addTargets(
      knex,
      catalogTarget('web', at(`${SHOP}/tree/main/web/`)),
      catalogTarget('api', at(`${SHOP}/tree/main/api/`)),
      catalogTarget('pay', at(PAY)),
      catalogTarget('elsewhere', at('https://elsewhere.example/a/b')),
      catalogTarget('uploaded'),
    );
    await knex('scorecard_queue').delete();
  });

  const refresher = (refreshMs = DAY) =>
    new RepositoryRefresher({
      knex,
      logger: mockServices.logger.mock(),
      forges: [forge],
      refreshMs,
    });

  async function facts(now = new Date()) {
    const targets = await knex('targets').orderBy('id').select('id', 'source');
    const names: string[] = await knex('targets').orderBy('id').pluck('name');
    const all = await readRepositoryFacts(knex, [forge], targets, now);
    return Object.fromEntries(
      targets.flatMap(({ id: target }, index) => {
        const found = all.get(target);
        return found ? [[names[index], found]] : [];
      }),
    );
  }

  const queued = async () =>
    knex('scorecard_queue as q')
      .join('targets as t', 't.id', 'q.target_id')
      .orderBy('t.name')
      .pluck('t.name');

  it('asks once for all services of a repository, and once in a while', async () => {
    expect(await refresher().refreshDue(signal)).toBe(2);
    expect(await refresher().refreshDue(signal)).toBe(0);
    expect(forge.asked.sort()).toEqual([PAY, SHOP]);
    const shop = {
      forge: 'Fake',
      address: SHOP,
      archived: false,
      defaultBranch: 'main',
      asOf: expect.stringMatching(/^20/),
    };
    expect(await facts()).toEqual({
      web: shop,
      api: shop,
      pay: { ...shop, address: PAY, archived: true },
    });
  });

  it('has services scored again where something else is told, and only there', async () => {
    await refresher().refreshDue(signal);
    expect(await queued()).toEqual(['api', 'pay', 'web']);
    await knex('scorecard_queue').delete();
    forge.says.set(SHOP, state({ twoFactorRequired: true }));
    expect(await refresher(0).refreshDue(signal)).toBe(2);
    expect(await queued()).toEqual(['api', 'web']);
  });

  it('keeps what was told where it is not told now, and asks again soon', async () => {
    await refresher().refreshDue(signal);
    forge.says.set(SHOP, new RemoteRefusedError('Fake answers 403', 403));
    await refresher(0).refreshDue(signal);
    expect((await facts()).web).toMatchObject({ archived: false });
    expect(
      await knex('repository_states').where('address', SHOP).first('error'),
    ).toEqual({ error: 'Fake answers 403' });
    await knex('repository_states').update({
      asked_at: new Date(Date.now() - HOUR - 1000),
    });
    forge.says.set(SHOP, state());
    expect(await refresher().refreshDue(signal)).toBe(1);
    expect(
      await knex('repository_states').whereNotNull('error').pluck('address'),
    ).toEqual([]);
  });

  it('says nothing of today by what was told long ago', async () => {
    await refresher().refreshDue(signal);
    expect(await facts(new Date(Date.now() + 8 * DAY))).toEqual({});
  });

  it('leaves a forge alone that says until when', async () => {
    const retryAt = new Date(Date.now() + HOUR);
    forge.says.set(SHOP, new RemoteUnavailableError('Limited', { retryAt }));
    forge.says.set(PAY, new RemoteUnavailableError('Limited', { retryAt }));
    const one = refresher();
    expect(await one.refreshDue(signal)).toBe(1);
    expect(await one.refreshDue(signal)).toBe(0);
  });

  it('lets one repository that cannot be read keep no other waiting', async () => {
    forge.says.set(SHOP, new RemoteUnavailableError('It moved'));
    expect(await refresher().refreshDue(signal)).toBe(2);
    expect((await facts()).pay).toMatchObject({ archived: true });
  });

  it('forgets repositories that no service lies in any more', async () => {
    await refresher().refreshDue(signal);
    await knex('targets')
      .where('name', 'pay')
      .update({ removed_at: new Date() });
    await refresher().refreshDue(signal);
    expect(await knex('repository_states').pluck('address')).toEqual([SHOP]);
  });
});
