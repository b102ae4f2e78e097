import {
  type PullRequest,
  RemoteUnavailableError,
} from '@safety-curtain/plugin-supply-chain-node';
import fc from 'fast-check';
import { databaseIds } from '../../__testUtils__/databases';
import { sha } from './__testUtils__/FakeForge';
import { judging, lock, pullRequest } from './__testUtils__/judging';

jest.setTimeout(300_000);

/** What may happen to a pull request, in any order. */
type Step =
  | { do: 'push'; letter: string; told: boolean }
  | { do: 'close' | 'reopen'; told: boolean }
  | { do: 'tell late'; which: number }
  | { do: 'work' }
  | { do: 'break'; calls: number; after: boolean };

const told = fc.boolean();
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('push' as const),
    letter: fc.constantFrom('b', 'c', 'd'),
    told,
  }),
  fc.record({ do: fc.constantFrom('close' as const, 'reopen' as const), told }),
  fc.record({ do: fc.constant('tell late' as const), which: fc.nat(20) }),
  fc.constant<Step>({ do: 'work' }),
  fc.record({
    do: fc.constant('break' as const),
    calls: fc.nat(5),
    after: fc.boolean(),
  }),
);

const packages: Record<string, Record<string, string>> = {
  a: { fine: '1.0.0' },
  b: { fine: '1.0.0', ms: '2.0.0' },
  c: { fine: '1.0.0', lodash: '4.17.15' },
  d: { fine: '1.0.0' },
};

/** What was said of another head stands there, though nobody knows that it does. */
const answerLostAndBack: Step[] = [
  { do: 'work' },
  { do: 'push', letter: 'c', told: true },
  { do: 'break', calls: 5, after: true },
  { do: 'work' },
  { do: 'push', letter: 'b', told: false },
];

describe.each(databaseIds)('a pull request on %p', id => {
  it('is reported as it is in the end, once, whatever happens on the way', async () => {
    const { forge, knex, tell, work, hurry, receive } = await judging(id);
    for (const [letter, of] of Object.entries(packages)) {
      forge.commits.set(sha(letter), { 'shop/package-lock.json': lock(of) });
    }
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
        number += 1;
        forge.statuses.length = 0;
        forge.comments.length = 0;
        forge.breaks = [];
        let second = 0;
        /** All that the forge would have told, in its order. */
        const past: PullRequest[] = [];
        const become = async (
          changes: Partial<PullRequest>,
          isTold: boolean,
        ) => {
          second += 1;
          const before = past.at(-1) ?? pullRequest({ number });
          const pull = {
            ...before,
            ...changes,
            updatedAt: new Date(
              Date.UTC(2026, 0, 1, 0, 0, second),
            ).toISOString(),
          };
          past.push(pull);
          forge.pulls.set(number, pull);
          if (isTold) await receive(pull);
          return pull;
        };
        const head = (letter: string) => ({
          head: { ...pullRequest().head, revision: sha(letter) },
        });
        await become(head('b'), true);
        for (const one of steps) {
          if (one.do === 'push') await become(head(one.letter), one.told);
          if (one.do === 'close') await become({ state: 'closed' }, one.told);
          if (one.do === 'reopen') await become({ state: 'open' }, one.told);
          if (one.do === 'tell late') {
            await receive(past[one.which % past.length]);
          }
          if (one.do === 'work') await work();
          if (one.do === 'break') {
            const error = new RemoteUnavailableError('Forge answers 502');
            forge.breaks = [
              ...Array.from({ length: one.calls }, () => undefined),
              { error, after: one.after },
            ];
          }
        }
        forge.breaks = [];
        const last = past.at(-1)!;
        const [statuses, comments] = [
          forge.statuses.length,
          forge.comments.length,
        ];
        await tell(last);
        for (let round = 0; round < 4; round++) {
          await hurry();
          await work();
        }
        const row = await knex('pull_requests').where({ number }).first();
        const { revision } = last.head;
        const isOpen = last.state === 'open';
        const isBad = revision !== sha('d');
        const ofHead = forge.statuses.filter(one => one.revision === revision);
        const expected = {
          state: last.state,
          lease_id: null,
          ...(isOpen && {
            head_revision: revision,
            reported_revision: revision,
            error: null,
          }),
        };
        expect(row).toMatchObject(expected);
        expect({
          comments: forge.comments.length,
          states: isOpen ? ofHead.map(({ state }) => state) : [],
          // Of what is closed, nothing more is said.
          statuses: isOpen ? undefined : forge.statuses.length,
        }).toEqual({
          comments: isOpen && isBad ? 1 : forge.comments.length,
          states: isOpen ? [isBad ? 'failure' : 'success'] : [],
          statuses: isOpen ? undefined : statuses,
        });
        expect(forge.comments.length).toBeLessThanOrEqual(
          isOpen ? 1 : comments,
        );
        const outdated = forge.comments.filter(
          ({ body }) => isOpen && !body.includes(revision.slice(0, 12)),
        );
        expect(outdated).toEqual([]);
        expect(forge.outdated).toBe(0);
        await knex('pull_requests').where({ number }).update({ due_at: null });
      }),
      { numRuns: 25, examples: [[answerLostAndBack]] },
    );
  });
});
