import fc from 'fast-check';
import { InTurn } from './InTurn';

describe('InTurn', () => {
  it('does what has one name one after another, in order, and lets others go on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.boolean()), {
          maxLength: 12,
        }),
        async (scheduler, works) => {
          const inTurn = new InTurn();
          const running = new Set<string>();
          const done: Record<string, number[]> = { a: [], b: [] };
          const results = works.map(([name, fails], n) =>
            inTurn.run(name, async () => {
              expect(running.has(name)).toBe(false);
              running.add(name);
              await scheduler.schedule(Promise.resolve());
              running.delete(name);
              done[name].push(n);
              if (fails) throw new Error(`${n}`);
              return n;
            }),
          );
          const settled = Promise.allSettled(results);
          await scheduler.waitFor(settled);
          expect(await settled).toEqual(
            works.map(([, fails], n) =>
              fails
                ? { status: 'rejected', reason: new Error(`${n}`) }
                : { status: 'fulfilled', value: n },
            ),
          );
          for (const name of ['a', 'b']) {
            const all = works.flatMap(([one], n) => (one === name ? n : []));
            expect(done[name]).toEqual(all);
          }
        },
      ),
    );
  });
});
