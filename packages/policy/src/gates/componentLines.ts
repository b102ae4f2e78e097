import { fitsPackage } from '../packages/packageMatch';
import type { Before } from './before';
import type { GateComponent } from './gateFacts';
import type { GatePolicy } from './gatePolicy';

type Verdict = NonNullable<GateComponent['license']>['verdict'];

const LICENSE_RANKS: Readonly<Record<Verdict, number>> = {
  allow: 0,
  unknown: 1,
  review: 2,
  deny: 3,
};

/**
 * Components that lines of a policy are about. One whose package was there before counts where it
 * is worse than each version of it was: in another place, by another license, by another entry of
 * what is denied.
 */
export class ComponentLines {
  constructor(
    readonly policy: Pick<GatePolicy, 'licenses' | 'packages'>,
    readonly components: readonly GateComponent[],
    readonly before: Before,
  ) {}

  licensed(verdict: Verdict): GateComponent[] {
    return this.#worse(one => this.#licenseRank(one)).filter(
      ({ license }) => license?.verdict === verdict,
    );
  }

  denied(): GateComponent[] {
    const found = this.policy.packages.deny.flatMap(match =>
      this.#worse(one => (fitsPackage(match, one) ? 1 : 0)),
    );
    return [...new Set(found)];
  }

  unapproved(): GateComponent[] {
    const waiting = this.#worse(({ approval }) => (approval ? 1 : 0));
    // Somebody has said no: what takes another version of it is told so once more.
    const refused = this.components.filter(
      one =>
        one.approval === 'refused' &&
        !this.before
          .components(one)
          .some(was => was.purl === one.purl && was.approval === 'refused'),
    );
    return [...new Set([...waiting, ...refused])];
  }

  scoredBelow(least: number): GateComponent[] {
    return this.#worse(({ scorecard = least }) => (scorecard < least ? 1 : 0));
  }

  /** Those of no ecosystem that advisories are about. */
  unmatched(): GateComponent[] {
    return this.#worse(({ ecosystem }) => (ecosystem === undefined ? 1 : 0));
  }

  #licenseRank(one: GateComponent): number {
    const { except } = this.policy.licenses;
    const isExcepted = except.some(match => fitsPackage(match, one));
    return one.license && !isExcepted ? LICENSE_RANKS[one.license.verdict] : 0;
  }

  /** @param rank - 0 where there is nothing against it, and more the worse it is */
  #worse(rank: (component: GateComponent) => number): GateComponent[] {
    return this.components.filter(one => {
      const is = rank(one);
      return (
        is > 0 && !this.before.components(one).some(was => rank(was) >= is)
      );
    });
  }
}
