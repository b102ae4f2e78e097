import {
  RemoteRefusedError,
  RemoteUnavailableError,
} from '@safety-curtain/plugin-supply-chain-node';
import fc from 'fast-check';
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
  type Fault,
  keepTickets,
  MemoryTracker,
} from '../../__testUtils__/ticketing';
import { triage } from '../../__testUtils__/triage';
import { storeAdvisories } from '../advise/storeAdvisories';

jest.setTimeout(300_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rules = [
  { id: 'all', tracker: 'jira', project: 'SEC', group: 'upgrade' },
];

type Step =
  | { scan: 'shop' | 'pay'; packages: string[] }
  | { people: 'close' | 'open'; which: number }
  | { keep: 'well' }
  | { keep: 'away' | 'refused' | 'killed'; at: Fault; method: string };

const fault = fc.record({
  keep: fc.constantFrom('away' as const, 'refused' as const, 'killed' as const),
  at: fc.constantFrom<Fault>('before', 'after'),
  method: fc.constantFrom('find', 'create', 'update', 'read'),
});
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      scan: fc.constantFrom('shop' as const, 'pay' as const),
      packages: fc.subarray(['a', 'b']),
    }),
    fc.record({
      people: fc.constantFrom('close' as const, 'open' as const),
      which: fc.nat(3),
    }),
    fc.constant({ keep: 'well' as const }),
    fault,
  ),
  { minLength: 4, maxLength: 14 },
);

/** A portal whose tracker fails and whose runs are killed. */
class Life {
  readonly tracker = new MemoryTracker();
  now = Date.now();
  readonly knex: Knex;

  constructor(knex: Knex) {
    this.knex = knex;
  }

  async take(step: Step): Promise<void> {
    if ('scan' in step) {
      const components = step.packages.map(name => npm(name, '1.0.0'));
      await storeScanOf(this.knex, `component:default/${step.scan}`, [
        lockFile('package-lock.json', ...components),
      ]);
      await triage(this.knex);
    } else if ('people' in step) {
      const ticket = this.tracker.tickets[step.which];
      if (ticket) ticket.state = step.people === 'close' ? 'closed' : 'open';
    } else if (step.keep === 'well') {
      await this.keep(10 * MINUTE);
    } else {
      await this.#suffer(step);
    }
  }

  async keep(after: number, signal?: AbortSignal): Promise<void> {
    this.now += after;
    const at = new Date(this.now);
    await keepTickets(this.knex, this.tracker, { rules }, at, signal);
  }

  async #suffer({
    keep,
    at,
    method,
  }: Extract<Step, { at: Fault }>): Promise<void> {
    const errors = {
      away: new RemoteUnavailableError('Jira cannot be reached'),
      refused: new RemoteRefusedError('Jira answers 403', 403),
      killed: undefined,
    };
    this.tracker.fault = asked =>
      asked === method ? { at, error: errors[keep] } : undefined;
    const life = new AbortController();
    const death = new Promise<void>(resolve => {
      this.tracker.onDeath = resolve;
    });
    const run = this.keep(10 * MINUTE, life.signal);
    await Promise.race([run, death]);
    life.abort();
    this.tracker.release();
    await run.catch(() => undefined);
    this.tracker.fault = () => undefined;
    await this.knex('leases').update({ ticket: null, lease_until: null });
  }
}

describe.each(databaseIds)('tickets and findings on %p', id => {
  it('agree in the end, with one ticket for each group, whatever happens meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async taken => {
        const knex = await createDatabase(id);
        await addTargets(knex, catalogTarget('shop'), catalogTarget('pay'));
        const records = ['a', 'b'].map(name =>
          advisory(`GHSA-${name}`, name, '2.0.0'),
        );
        await storeAdvisories(knex, 'test', records, new Date());
        const life = new Life(knex);
        for (const step of taken) await life.take(step);
        for (let i = 0; i < 4; i++) await life.keep(2 * HOUR);

        const { tickets } = life.tracker;
        expect(new Set(tickets.map(({ key }) => key)).size).toBe(
          tickets.length,
        );
        const open: string[] = await knex('findings as f')
          .join('targets as t', 't.id', 'f.target_id')
          .where('f.state', 'open')
          .orderByRaw('1')
          .select(knex.raw(`f.package_name || ' in ' || t.name as name`))
          .then(rows => rows.map(({ name }: { name: string }) => name));
        const rows = await knex('tickets').orderBy('id');
        const wanted = rows.filter(({ state }) => state !== 'closed');
        expect(
          wanted
            .map(({ title }) => title.replace(/^Upgrade (.*) to 2.0.0/, '$1'))
            .sort(),
        ).toEqual(open.sort());
        expect(
          rows.filter(
            ({ error, due_at: due }) => error !== null || due !== null,
          ),
        ).toEqual([]);
        // People may leave one closed that is open here: then it says so.
        const standing = new Map(tickets.map(one => [one.id, one.state]));
        const states = { left: 'closed', open: 'open' };
        expect(wanted.map(row => standing.get(row.remote_id!))).toEqual(
          wanted.map(({ state }) => states[state as keyof typeof states]),
        );
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
