import fc from 'fast-check';
import { madeAhead } from './madeAhead';

/** A source that tells how many of its items were asked for. */
async function* counted(weights: readonly number[]) {
  for (const [index, weight] of weights.entries()) {
    yield { index, weight };
  }
}

describe('madeAhead', () => {
  it('gives all in their order, within its bounds, whatever ends first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (scheduler, weights, most) => {
          const room = 20;
          let made = 0;
          let weight = 0;
          const making = madeAhead(
            counted(weights),
            async item => {
              made += 1;
              weight += item.weight;
              const alone = made === 1;
              expect(made).toBeLessThanOrEqual(most);
              expect(alone || weight <= room).toBe(true);
              await scheduler.schedule(Promise.resolve());
              return item;
            },
            { most, room, weigh: item => item.weight },
          );
          const given: number[] = [];
          const reading = (async () => {
            for await (const item of making) {
              given.push(item.index);
              made -= 1;
              weight -= item.weight;
            }
          })();
          await scheduler.waitFor(reading);
          expect(given).toEqual(weights.map((_, index) => index));
        },
      ),
    );
  });

  it('makes several at the same time', async () => {
    let atOnce = 0;
    let most = 0;
    const making = madeAhead(
      counted([1, 1, 1, 1, 1]),
      async item => {
        most = Math.max(most, ++atOnce);
        await new Promise(resolve => {
          setImmediate(resolve);
        });
        atOnce -= 1;
        return item.index;
      },
      { most: 3, room: 10, weigh: item => item.weight },
    );
    const given: number[] = [];
    for await (const index of making) given.push(index);
    expect(given).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(3);
  });

  it('tells a failure where the item is asked for, and ends its source', async () => {
    let ended = false;
    async function* source() {
      try {
        yield* [0, 1, 2, 3];
      } finally {
        ended = true;
      }
    }
    const making = madeAhead(
      source(),
      async item => {
        if (item === 1) throw new Error('not made');
        return item;
      },
      { most: 2, room: 10, weigh: () => 1 },
    );
    const given: number[] = [];
    const reading = async () => {
      for await (const item of making) given.push(item);
    };
    await expect(reading()).rejects.toThrow('not made');
    expect(given).toEqual([0]);
    expect(ended).toBe(true);
  });
});
