import { ReadingBounds, SharedReading } from './SharedReading';

/** A reading whose answers are given by the test. */
function create(bounds: Partial<ReadingBounds>) {
  const errors: unknown[] = [];
  const asked: { answer(value: string): void; fail(error: Error): void }[] = [];
  const reading = new SharedReading<string>({
    read: () =>
      new Promise((answer, fail) => {
        asked.push({ answer, fail });
      }),
    onError: error => errors.push(error),
    bounds,
  });
  return { reading, asked, errors };
}

describe('SharedReading', () => {
  it('reads once for all who ask at once', async () => {
    const { reading, asked } = create({});
    const all = [reading.get(), reading.get(), reading.get()];
    asked[0].answer('one');
    expect(await Promise.all(all)).toEqual(['one', 'one', 'one']);
    expect(await reading.get()).toBe('one');
    expect(asked).toHaveLength(1);
  });

  it('does not wait for longer than it may, and begins no second reading', async () => {
    const { reading, asked } = create({ freshMs: 0, waitMs: 5 });
    expect(await reading.get()).toBeUndefined();
    expect(await reading.get()).toBeUndefined();
    expect(asked).toHaveLength(1);
    asked[0].answer('late');
    expect(await reading.get()).toBe('late');
  });

  it('has the last answer while the next is slow, or fails', async () => {
    const { reading, asked, errors } = create({ freshMs: 0, waitMs: 5 });
    const first = reading.get();
    asked[0].answer('one');
    expect(await first).toBe('one');
    expect(await reading.get()).toBe('one');
    const second = reading.get();
    asked[1].fail(new Error('lost'));
    expect(await second).toBe('one');
    expect(errors).toHaveLength(1);
    // And asks again after that.
    const third = reading.get();
    asked[2].answer('three');
    expect(await third).toBe('three');
  });

  it('has none where the last is too old, or there was none', async () => {
    const { reading, asked } = create({ freshMs: 0, waitMs: 5, longestMs: 0 });
    const first = reading.get();
    asked[0].answer('one');
    expect(await first).toBeUndefined();
    const second = reading.get();
    asked[1].fail(new Error('lost'));
    expect(await second).toBeUndefined();
  });
});
