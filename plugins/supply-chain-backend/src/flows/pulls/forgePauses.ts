import type { PullPlace } from '../../records/pulls/pullQueue';

/**
 * Forges that are left alone for a while, as this replica met them: one that is
 * down is not asked about each pull request of it.
 */
export class ForgePauses {
  readonly #until = new Map<string, { place: PullPlace; until: number }>();

  /** Of all that are there at a time. */
  at(now: Date): PullPlace[] {
    for (const [key, { until }] of this.#until) {
      if (until <= now.getTime()) this.#until.delete(key);
    }
    return [...this.#until.values()].map(({ place }) => place);
  }

  pause(forge: string, repository: string, until: Date): void {
    const { origin } = new URL(repository);
    const place = { forge, origin };
    this.#until.set(`${forge} ${origin}`, { place, until: until.getTime() });
  }
}
