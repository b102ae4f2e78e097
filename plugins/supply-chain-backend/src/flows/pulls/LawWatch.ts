import { risksAsOf } from '@safety-curtain/risk';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { inTransaction } from '../../database/transactions';
import type { NamedPolicy } from '../../records/licenses/options';
import { judgeAllAgain } from '../../records/pulls/pullStore';
import type { Gates } from '../gate/Gates';
import type { InspectionOptions } from '../inspect/options';
import type { PackageRiskOptions } from '../risk/options';
import type { TriageOptions } from '../triage/options';
import { rulesDigest } from '../triage/ruleDecisions';

/** What the digest is kept for. */
const NAME = 'pull-requests';

/**
 * Has open pull requests judged again once something is decided, a decision
 * ends, or policies and rules are others: those of services say nothing of what
 * only a pull request brings.
 */
export class LawWatch {
  readonly #knex: Knex;
  readonly #gates: Gates;
  readonly #rules: TriageOptions['rules'];
  readonly #licenses: readonly NamedPolicy[];
  readonly #packages: PackageRiskOptions;
  readonly #inspections: InspectionOptions;

  constructor(options: {
    knex: Knex;
    gates: Gates;
    rules: TriageOptions['rules'];
    licenses: readonly NamedPolicy[];
    packages: PackageRiskOptions;
    inspections: InspectionOptions;
  }) {
    this.#knex = options.knex;
    this.#gates = options.gates;
    this.#rules = options.rules;
    this.#licenses = options.licenses;
    this.#packages = options.packages;
    this.#inspections = options.inspections;
  }

  /** Compares with what was in force the last time. */
  async look(now: Date): Promise<void> {
    const digest = await this.#digest(now);
    const stored = await this.#knex('triage_settings')
      .where('name', NAME)
      .first('digest');
    if (stored?.digest === digest) return;
    await inTransaction(this.#knex, async trx => {
      await trx('triage_settings')
        .insert({ name: NAME, digest, after_id: null })
        .onConflict('name')
        .merge();
      await judgeAllAgain(trx);
    });
  }

  async #digest(now: Date): Promise<string> {
    const [last, ended] = await Promise.all([
      this.#knex('decision_events').max({ id: 'id' }).first(),
      this.#knex('decisions')
        .where('state', 'active')
        .where('ends_at', '<=', now)
        .count({ count: '*' })
        .first(),
    ]);
    return createHash('sha256')
      .update(
        JSON.stringify([
          String(last?.id ?? 0),
          Number(ended?.count ?? 0),
          rulesDigest(this.#rules, now),
          this.#gates.digests(),
          this.#licenses,
          this.#packages.enabled && risksAsOf({ ...this.#packages.risks, now }),
          this.#inspections.allow.filter(
            ({ until }) => until === undefined || Date.parse(until) > +now,
          ),
        ]),
      )
      .digest('hex');
  }
}
