import { InputError, NotFoundError } from '@backstage/errors';
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

/** Checks that are written as rules: their documents by scorecard and id. */
export type RuleDocuments = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** The scorecards in force, in the order of the configuration. */
export class ScorecardSet {
  readonly scorecards: readonly DefinedScorecard[];
  readonly rules: RuleDocuments;
  /** Of all of them, and of what is critical. */
  readonly version: string;
  readonly #critical: readonly ScorecardFilter[];

  /** `critical`: services that meet one of the filters. */
  constructor(
    scorecards: readonly Scorecard[],
    options: {
      critical?: readonly ScorecardFilter[];
      rules?: RuleDocuments;
    } = {},
  ) {
    this.#critical = options.critical ?? [];
    this.rules = options.rules ?? new Map();
    this.scorecards = scorecards.map(scorecard => ({
      ...scorecard,
      // Functions are no part of it: a rule counts by its document.
      version: digestOf([
        scorecard,
        [...(this.rules.get(scorecard.name) ?? [])],
      ]),
    }));
    this.version = digestOf([
      this.scorecards.map(({ version }) => version),
      this.#critical,
    ]);
  }

  /** Throws `NotFoundError`. */
  find(name: string): DefinedScorecard {
    const found = this.scorecards.find(each => each.name === name);
    if (!found) throw new NotFoundError(`There is no scorecard '${name}'`);
    return found;
  }

  /** Throws `InputError` where no scorecard, or not this one, asks a check. */
  requireCheck(check: string, scorecard: string | null): void {
    const asking =
      scorecard === null ? this.scorecards : [this.find(scorecard)];
    if (
      asking.some(({ checks }) => checks.some(one => one.check.id === check))
    ) {
      return;
    }
    throw new InputError(
      scorecard === null
        ? `No scorecard asks the check '${check}'`
        : `The scorecard '${scorecard}' does not ask the check '${check}'`,
    );
  }

  isCritical(entity: EntityFacts): boolean {
    return this.#critical.some(filter => appliesTo(filter, entity));
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
