/** Has what goes by the same name done one after another. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name);
    const done = (async () => {
      // Whoever was before has its error told to its own caller.
      await before?.catch(() => undefined);
      return work();
    })();
    this.#last.set(name, done);
    try {
      return await done;
    } finally {
      if (this.#last.get(name) === done) this.#last.delete(name);
    }
  }
}
