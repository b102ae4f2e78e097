import {
  RemoteRefusedError,
  RemoteUnavailableError,
} from '@safety-curtain/plugin-supply-chain-node';
import type { JsonObject } from '@backstage/types';
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
import { keepTickets, MemoryTracker } from '../../__testUtils__/ticketing';
import { triage } from '../../__testUtils__/triage';
import { storeAdvisories } from '../advise/storeAdvisories';
import { listTickets } from '../../views/tickets/ticketViews';
import type { TicketQuery } from '@safety-curtain/plugin-supply-chain-common';
import type { ToolResult } from '@safety-curtain/reports';
import { storeReport } from '../report/storeReport';
import { decideFindings } from '../triage/decideFindings';
import { TargetReconciler } from '../catalog/targetStore';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const rule = {
  id: 'all',
  tracker: 'jira',
  project: 'SEC',
  group: 'service',
  labels: ['security'],
  priorities: { critical: 'Highest' },
};

describe.each(databaseIds)('tickets on %p', id => {
  let knex: Knex;
  let tracker: MemoryTracker;
  let now: number;

  beforeEach(async () => {
    knex = await createDatabase(id);
    tracker = new MemoryTracker();
    now = Date.now();
    await addTargets(knex, catalogTarget('shop'), catalogTarget('pay'));
    await storeAdvisories(
      knex,
      'test',
      [advisory('GHSA-1', 'a', '2.0.0'), advisory('GHSA-2', 'b', undefined)],
      new Date(),
    );
  });

  const scan = async (name: string, ...packages: [string, string][]) => {
    await storeScanOf(knex, `component:default/${name}`, [
      lockFile('package-lock.json', ...packages.map(([n, v]) => npm(n, v))),
    ]);
    await triage(knex);
  };

  /** Time goes on, and the tasks run. */
  const keep = (
    changes: JsonObject = {},
    after = 2 * MINUTE,
    signal?: AbortSignal,
  ) => {
    now += after;
    const options = { rules: [rule], ...changes };
    return keepTickets(knex, tracker, options, new Date(now), signal);
  };

  const states = () => tracker.tickets.map(one => `${one.id} ${one.state}`);
  const stored = () => knex('tickets').orderBy('id').pluck('state');

  /** A portal that was started anew, after one that was killed holds its leases. */
  async function bury() {
    await knex('leases').update({ ticket: null, lease_until: null });
  }

  it('makes one for a service, updates it in place, closes it when fixed, and reopens it when it returns', async () => {
    await scan('shop', ['a', '1.0.0']);
    await keep();
    expect(tracker.tickets).toEqual([
      expect.objectContaining({
        id: 'SEC-1',
        state: 'open',
        title: 'Vulnerable dependencies of shop',
        labels: ['security'],
        priority: 'Highest',
        dueDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      }),
    ]);
    expect(tracker.tickets[0].markdown).toContain('upgrade to `2.0.0`');
    expect(tracker.tickets[0].markdown).toContain(
      '[See it in the portal](<https://portal.example/catalog/default/component/shop>)',
    );
    expect(tracker.takeAsked()).toEqual(['find', 'create', 'read']);

    await keep();
    expect(tracker.takeAsked()).toEqual([]);

    await scan('shop', ['a', '1.0.0'], ['b', '1.0.0']);
    await keep();
    expect(tracker.takeAsked()).toEqual(['update SEC-1']);
    expect(tracker.tickets[0].markdown).toContain('`GHSA-2`');

    await scan('shop', ['a', '2.0.0']);
    await keep();
    expect(states()).toEqual(['SEC-1 closed']);
    expect(await stored()).toEqual(['closed']);
    expect(tracker.tickets[0].markdown).toContain(
      'Nothing of this is open any more.',
    );
    expect(tracker.tickets[0].markdown).toContain('resolved \\(upgraded\\)');

    await scan('shop', ['a', '1.0.0']);
    await keep();
    expect(states()).toEqual(['SEC-1 open']);
    expect(await stored()).toEqual(['open']);
  });

  it('does not plan before rules and decisions were asked', async () => {
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('package-lock.json', npm('a', '1.0.0')),
    ]);
    await keep();
    expect(tracker.asked).toEqual([]);
    await triage(knex);
    await keep();
    expect(states()).toEqual(['SEC-1 open']);
  });

  it('closes one whose findings were decided about, or whose service left the catalog', async () => {
    await scan('shop', ['a', '1.0.0']);
    await scan('pay', ['a', '1.0.0']);
    await keep();
    expect(states()).toEqual(['SEC-1 open', 'SEC-2 open']);
    const [finding] = await knex('findings').orderBy('id');
    await decideFindings(
      knex,
      {
        ids: [String(finding.id)],
        reason: 'Never called',
        analysis: { state: 'false_positive' },
      },
      {
        who: 'user:default/kim',
        decide: {},
        propose: {},
        read: {},
        approve: true,
      },
      { longestExceptionMs: HOUR },
      new Date(),
    );
    await triage(knex);
    await keep();
    const shop = tracker.tickets.find(({ title }) => title.endsWith('shop'));
    expect(shop).toMatchObject({ state: 'closed' });
    expect(shop?.markdown).toContain('decided');

    await new TargetReconciler(knex, new Date()).finish();
    await keep();
    expect(states()).toEqual(['SEC-1 closed', 'SEC-2 closed']);
  });

  it('groups by upgrade, and by vulnerability across services', async () => {
    await scan('shop', ['a', '1.0.0'], ['b', '1.0.0']);
    await scan('pay', ['a', '1.1.0']);
    await keep({ rules: [{ ...rule, id: 'upgrades', group: 'upgrade' }] });
    expect(tracker.tickets.map(({ title }) => title).sort()).toEqual([
      'Upgrade a to 2.0.0 in pay',
      'Upgrade a to 2.0.0 in shop',
      'Upgrade b in shop',
    ]);
    await keep({
      rules: [{ ...rule, id: 'vulnerabilities', group: 'vulnerability' }],
    });
    const open = tracker.tickets.filter(({ state }) => state === 'open');
    expect(open.map(({ title }) => title).sort()).toEqual([
      'GHSA-1 in a',
      'GHSA-2 in b',
    ]);
    expect(open.find(one => one.title.endsWith(' a'))?.markdown).toContain(
      'Services: `shop`, `pay`',
    );

    await scan('shop', ['a', '2.0.0'], ['b', '1.0.0']);
    await keep({
      rules: [{ ...rule, id: 'vulnerabilities', group: 'vulnerability' }],
    });
    const first = tracker.tickets.find(one => one.title === 'GHSA-1 in a');
    expect(first?.state).toBe('open');
    expect(first?.markdown).toContain('Services: `pay`');
  });

  it('are for what tools report where a rule asks for its kind, by rule or with all else', async () => {
    await scan('shop', ['a', '1.0.0']);
    const shop = (await knex('targets').where('name', 'shop').first('id'))!;
    const found = (name: string): ToolResult => ({
      kind: 'secret',
      rule: 'aws',
      severity: 'high',
      message: 'A key',
      place: { path: `${name}.env`, startLine: 2 },
      fingerprint: name.padEnd(64, '0'),
    });
    await storeReport(knex, {
      target: { id: shop.id, entityRef: 'component:default/shop' },
      report: {
        tool: { id: 'gitleaks', name: 'gitleaks' },
        category: '',
        rules: [],
        results: [found('a'), found('b')],
        notices: [],
      },
      format: 'gitleaks',
      origin: 'upload',
      receivedBy: 'user:default/ann',
    });
    await triage(knex);
    // Rules that name no kind are about vulnerabilities.
    await keep();
    expect(tracker.tickets.map(({ title }) => title)).toEqual([
      'Vulnerable dependencies of shop',
    ]);
    expect(tracker.tickets[0].markdown).not.toContain('gitleaks');

    const filter = { kinds: ['secret', 'vulnerability'] };
    const rules = [{ ...rule, id: 'upgrades', group: 'upgrade', filter }];
    await keep({ rules });
    const [, ...others] = tracker.tickets;
    expect(others.map(({ title }) => title).sort()).toEqual([
      'Upgrade a to 2.0.0 in shop',
      'gitleaks/aws in shop',
    ]);
    const secrets = others.find(({ title }) => title.startsWith('gitleaks'))!;
    expect(secrets.markdown).toContain('`a.env:2`');
    expect(secrets.markdown).toContain('`b.env:2`');
    expect(secrets.markdown).not.toContain('no fixed version');

    await keep({ rules: [{ ...rule, filter }] });
    expect(tracker.tickets[0]).toMatchObject({
      state: 'open',
      title: 'Security findings of shop',
    });
  });

  it('shows what people closed as not to be done, and does not open it over and over', async () => {
    await scan('shop', ['a', '1.0.0']);
    await keep();
    Object.assign(tracker.tickets[0], {
      state: 'closed',
      wontFix: { by: 'kim', text: "won't fix: never called" },
    });
    await keep({}, HOUR);
    expect(await knex('tickets').first()).toMatchObject({
      state: 'left',
      wont_fix: JSON.stringify({ by: 'kim', text: "won't fix: never called" }),
    });
    expect(await knex('findings').first('state')).toEqual({ state: 'open' });
    await scan('shop', ['a', '1.0.0'], ['b', '1.0.0']);
    await keep();
    expect(states()).toEqual(['SEC-1 closed']);

    await scan('shop', ['a', '2.0.0']);
    await keep();
    await scan('shop', ['a', '1.0.0']);
    await keep();
    expect(states()).toEqual(['SEC-1 open']);
    expect(await knex('tickets').first()).toMatchObject({
      state: 'open',
      wont_fix: null,
    });
  });

  it('creates no more in an hour than is allowed; the rest wait', async () => {
    await scan('shop', ['a', '1.0.0'], ['b', '1.0.0']);
    await scan('pay', ['a', '1.0.0']);
    const options = { perHour: 2, rules: [{ ...rule, group: 'upgrade' }] };
    await keep(options);
    await keep(options);
    expect(await stored()).toEqual(
      expect.arrayContaining(['open', 'open', 'waiting']),
    );
    expect(tracker.tickets).toHaveLength(2);
    await keep(options, HOUR + MINUTE);
    expect(tracker.tickets).toHaveLength(3);
  });

  it.each([
    ['is away', new RemoteUnavailableError('Jira cannot be reached')],
    ['refuses', new RemoteRefusedError('Jira answers 403: no', 403)],
    ['answers nonsense', new TypeError('undefined is not a function')],
  ])('goes on by itself where the tracker %s', async (_, error) => {
    await scan('shop', ['a', '1.0.0']);
    tracker.fault = () => ({ at: 'before', error });
    await keep();
    await keep();
    expect(tracker.tickets).toEqual([]);
    expect(await knex('tickets').first('error', 'attempts')).toMatchObject({
      error: error.message,
      attempts: 2,
    });
    tracker.fault = () => undefined;
    await keep({}, HOUR);
    expect(states()).toEqual(['SEC-1 open']);
    expect(await knex('tickets').first('error', 'attempts')).toEqual({
      error: null,
      attempts: 0,
    });
    expect(await knex('ticket_trackers').first('error', 'failures')).toEqual({
      error: null,
      failures: 0,
    });
  });

  it('asks nothing until the tracker wants to be asked', async () => {
    await scan('shop', ['a', '1.0.0']);
    await scan('pay', ['a', '1.0.0']);
    const retryAt = new Date(now + 30 * MINUTE);
    const error = new RemoteUnavailableError('Jira limits', { retryAt });
    tracker.fault = () => ({ at: 'before', error });
    await keep();
    expect(tracker.takeAsked()).toEqual(['find']);
    tracker.fault = () => undefined;
    await keep();
    await keep();
    expect(tracker.takeAsked()).toEqual([]);
    await keep({}, 30 * MINUTE);
    expect(tracker.tickets).toHaveLength(2);
  });

  it.each([
    ['find', 'before'],
    ['find', 'after'],
    ['create', 'before'],
    ['create', 'after'],
    ['update', 'before'],
    ['update', 'after'],
    ['read', 'before'],
    ['read', 'after'],
  ] as const)(
    'makes nothing twice where a run is killed at %s, %s it was done',
    async (method, at) => {
      if (method === 'update') {
        await scan('shop', ['a', '1.0.0']);
        await keep();
        await scan('shop', ['a', '2.0.0']);
      } else {
        await scan('shop', ['a', '1.0.0']);
      }
      tracker.indexed = 0;
      const killed = new Promise<void>(resolve => {
        tracker.onDeath = resolve;
      });
      tracker.fault = asked => (asked === method ? { at } : undefined);
      const life = new AbortController();
      const run = keep({}, 2 * MINUTE, life.signal);
      await Promise.race([killed, run]);
      await bury();
      tracker.fault = () => undefined;
      await keep();
      await keep({}, HOUR);
      expect(states()).toEqual([
        method === 'update' ? 'SEC-1 closed' : 'SEC-1 open',
      ]);
      expect(await knex('tickets').pluck('remote_id')).toEqual(['SEC-1']);
      expect(tracker.asked.filter(one => one === 'create')).toHaveLength(
        method === 'create' && at === 'before' ? 2 : 1,
      );
      life.abort();
      tracker.release();
      await expect(run).rejects.toThrow();
    },
  );

  it('looks for what it may have created once the tracker can know of it', async () => {
    await scan('shop', ['a', '1.0.0']);
    tracker.settleMs = 30 * MINUTE;
    tracker.indexed = 0;
    const error = new RemoteUnavailableError('Jira did not answer');
    tracker.fault = method =>
      method === 'create' ? { at: 'after', error } : undefined;
    await keep();
    tracker.fault = () => undefined;
    tracker.takeAsked();
    await keep({}, 10 * MINUTE);
    expect(tracker.takeAsked()).not.toContain('find');
    await keep({}, 30 * MINUTE);
    expect(tracker.takeAsked()).toEqual(expect.arrayContaining(['find']));
    expect(states()).toEqual(['SEC-1 open']);
    expect(await knex('tickets').pluck('remote_id')).toEqual(['SEC-1']);
  });

  it('finds its tickets again where the database was lost', async () => {
    await scan('shop', ['a', '1.0.0']);
    await keep();
    await knex('tickets').delete();
    await keep();
    expect(states()).toEqual(['SEC-1 open']);
    expect(await stored()).toEqual(['open']);
  });

  it('are listed to those who may see one of their services, with no other one', async () => {
    await addTargets(
      knex,
      catalogTarget('pay', { owners: ['group:default/b'], etag: '2' }),
    );
    await scan('shop', ['a', '1.0.0'], ['b', '1.0.0']);
    await scan('pay', ['a', '1.0.0']);
    await keep({ rules: [{ ...rule, group: 'vulnerability' }] });
    const seen = async (query: TicketQuery, ...owner: string[]) => {
      const page = await listTickets(knex, query, { owner });
      return page.items.map(({ title, services }) => [title, services]);
    };
    const pay = 'component:default/pay';
    expect(await seen({}, 'group:default/b')).toEqual([['GHSA-1 in a', [pay]]]);
    const all = await listTickets(knex, { limit: 1 }, {});
    expect(all.total.count).toBe(2);
    const next = { limit: 1, cursor: all.nextCursor };
    const { items, nextCursor } = await listTickets(knex, next, {});
    expect(new Set([items[0].id, all.items[0].id]).size).toBe(2);
    expect(nextCursor).toBeUndefined();
    expect(await seen({ state: ['closed'] })).toEqual([]);
    expect(await seen({ wontFix: true })).toEqual([]);
    expect(await seen({ failing: false, tracker: 'jira' })).toHaveLength(2);
    expect(await seen({ tracker: 'github' })).toEqual([]);
  });

  it('makes none of what no rule is for, and closes what a changed rule leaves out', async () => {
    await scan('shop', ['a', '1.0.0']);
    const only = (filter: JsonObject) => ({ rules: [{ ...rule, filter }] });
    await keep(only({ owners: ['other'] }));
    expect(tracker.asked).toEqual([]);
    await keep(only({ severity: 'high', owners: ['team'], fixable: true }));
    expect(states()).toEqual(['SEC-1 open']);
    await keep(only({ knownExploited: true }));
    expect(states()).toEqual(['SEC-1 closed']);
    expect(tracker.tickets[0].markdown).toContain('of no rule for tickets');
  });
});
