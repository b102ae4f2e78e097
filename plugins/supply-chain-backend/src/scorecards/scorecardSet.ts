import { NotFoundError } from '@backstage/errors';
import {
  appliesTo,
  EntityFacts,
  Scorecard,
  ScorecardFilter,
} from '@safety-curtain/policy';
import { createHash } from 'node:crypto';

/** A scorecard with the digest that says by which definition one was scored. */
export interface DefinedScorecard extends Scorecard {
  version: string;
}

/** The scorecards in force, in the order of the configuration. */
export class ScorecardSet {
  readonly scorecards: readonly DefinedScorecard[];
  /** Of all of them, and of what is critical. */
  readonly version: string;
  readonly #critical: ScorecardFilter[];

  /** `critical`: services that meet one of the filters. */
  constructor(scorecards: readonly Scorecard[], critical: ScorecardFilter[]) {
    this.#critical = critical;
    this.scorecards = scorecards.map(scorecard => ({
      ...scorecard,
      version: digestOf(scorecard),
    }));
    this.version = digestOf([
      this.scorecards.map(({ version }) => version),
      critical,
    ]);
  }

  /** Throws `NotFoundError`. */
  find(name: string): DefinedScorecard {
    const found = this.scorecards.find(each => each.name === name);
    if (!found) throw new NotFoundError(`There is no scorecard '${name}'`);
    return found;
  }

  isCritical(entity: EntityFacts): boolean {
    return this.#critical.some(filter => appliesTo(filter, entity));
  }
}

/** Functions of checks are not part of it: a release that changes one says so. */
function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
