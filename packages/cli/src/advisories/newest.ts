import { type Advisory, baseEcosystem } from '@safety-curtain/advisories';
import { dataTime } from '../input/dataAge';

/** The ecosystems that a record is about, each once, without releases. */
export function ecosystemsOf({ affected = [] }: Advisory): string[] {
  const named = affected.flatMap(({ package: one }) => (one ? [one] : []));
  return [...new Set(named.map(({ ecosystem }) => baseEcosystem(ecosystem)))];
}

/**
 * When the newest record of each ecosystem changed. A record of several
 * ecosystems comes with the data of each: it says how old the data of one is
 * only where no record is about that one alone.
 */
export class NewestRecords {
  readonly #alone = new Map<string, number>();
  readonly #shared = new Map<string, number>();

  add(record: Advisory): void {
    const ecosystems = ecosystemsOf(record);
    const newest = ecosystems.length === 1 ? this.#alone : this.#shared;
    const time = dataTime(record.modified) ?? 0;
    for (const ecosystem of ecosystems) {
      newest.set(ecosystem, Math.max(newest.get(ecosystem) ?? 0, time));
    }
  }

  /** In milliseconds; 0 where no record says it. */
  byEcosystem(): Map<string, number> {
    return new Map([...this.#shared, ...this.#alone]);
  }
}
