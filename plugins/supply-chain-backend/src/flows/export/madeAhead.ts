/**
 * What is made of each item of a source, in their order. While one is in use the
 * next ones are made, several at the same time: as many as there is room for,
 * and at least one.
 *
 * @param options - `most`: how many are made or wait at once; `room`: the most
 * that those weigh together
 */
export async function* madeAhead<S, T>(
  source: AsyncIterable<S>,
  make: (item: S) => Promise<T>,
  options: { most: number; room: number; weigh: (item: S) => number },
): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]();
  const waiting: { weight: number; made: Promise<T> }[] = [];
  let weight = 0;
  /** The item that there was no room for. */
  let held: S | undefined;
  let ended = false;
  const fill = async () => {
    while (!ended && waiting.length < options.most) {
      if (held === undefined) {
        const next = await items.next();
        if (next.done) {
          ended = true;
          return;
        }
        held = next.value;
      }
      const own = options.weigh(held);
      if (waiting.length > 0 && weight + own > options.room) return;
      const made = make(held);
      // Told when it is asked for.
      made.catch(() => undefined);
      waiting.push({ weight: own, made });
      weight += own;
      held = undefined;
    }
  };
  try {
    for (;;) {
      await fill();
      const next = waiting.shift();
      if (!next) return;
      const made = await next.made;
      weight -= next.weight;
      yield made;
    }
  } finally {
    await Promise.allSettled(waiting.map(({ made }) => made));
    await items.return?.();
  }
}
