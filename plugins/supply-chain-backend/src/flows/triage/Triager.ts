import { createHash } from 'node:crypto';
import type { Verdict } from '@safety-curtain/policy';
import type { Manifest } from '@safety-curtain/sbom';
import type { Applicability } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import { inTransaction } from '../../database/transactions';
import type { Archive } from '../../records/documents/Archive';
import {
  ANALYSIS,
  analysesAbout,
  endAnalyses,
  type StoredAnalysis,
} from '../../records/decisions/analyses';
import { asksForPlaces, standingOf } from '../../records/decisions/standing';
import { retriageDecided } from '../../records/findings/retriage';
import {
  storeOutcomes,
  type TriageOutcome,
} from '../../records/findings/triageOutcomes';
import {
  affectedPlaces,
  type AffectedPlace,
  GraphWanted,
  occurrencesOf,
} from '../../views/findings/occurrences';
import {
  factsOfFindings,
  pendingFindings,
  type TriageFinding,
} from '../../views/findings/triageFacts';
import { endedOf, type Law, outcomeOf, verdictOn } from './judgeFinding';
import type { TriageOptions } from './options';
import { keepRuleDecisions, rulesDigest } from './ruleDecisions';
import { TargetGraphs } from './TargetGraphs';

/** Findings that are looked at together. */
const PIECE = 500;
/** Findings that are told of other rules in one statement. */
const TOLD = 10_000;
/**
 * How decisions are weighed against each other, counted up where it changes:
 * 2: of statements the newer one counts, by when documents say they were made.
 */
const WEIGHING = 2;
/** What the digest of rules and policies is kept for. */
const FINDINGS = 'findings';

/**
 * Looks at findings that something changed about: which decision counts, when
 * they are due. What is found out is stored in one short transaction each time;
 * nothing is read or judged under a lock.
 */
export class Triager {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #options: Pick<TriageOptions, 'rules' | 'duePolicies'>;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    triage: Pick<TriageOptions, 'rules' | 'duePolicies'>;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#options = options.triage;
  }

  /** Works until no finding is to be looked at. Gives how many differed. */
  async triageDue(signal: AbortSignal, now?: Date): Promise<number> {
    const law = await this.law(now ?? new Date());
    await this.#noteEnds(now ?? new Date());
    await this.#tellAll(signal, now ?? new Date());
    let differing = 0;
    for (;;) {
      signal.throwIfAborted();
      const pending = await pendingFindings(this.#knex, PIECE);
      if (pending.length === 0) return differing;
      differing += await this.#triage(pending, law, now ?? new Date());
    }
  }

  /** The same for the first of some findings, at once: whoever decided wants to see it. */
  async triageThese(ids: readonly (number | string)[], now: Date) {
    await this.triageAll(ids.slice(0, PIECE), now);
  }

  /** Looks at findings, whether or not something changed about them, and tells what it made of each. */
  async triageAll(
    ids: readonly (number | string)[],
    now: Date,
    witness?: Witness,
  ): Promise<void> {
    const law = await this.law(now);
    for await (const some of inChunks(ids, PIECE)) {
      const findings = await factsOfFindings(this.#knex, some);
      const live = findings.filter(({ state }) => state !== 'resolved');
      await this.#triage(live, law, now, witness);
    }
  }

  /** The same for what was changed last, as far as one piece goes. */
  async triageSoon(now: Date): Promise<void> {
    const pending = await pendingFindings(this.#knex, PIECE);
    await this.#triage(pending, await this.law(now), now);
  }

  /** By what findings are judged now. */
  async law(now: Date): Promise<Law> {
    const { rules, duePolicies } = this.#options;
    return {
      rules: await keepRuleDecisions(this.#knex, rules, now),
      duePolicies,
    };
  }

  async #triage(
    findings: readonly TriageFinding[],
    law: Law,
    now: Date,
    witness?: Witness,
  ): Promise<number> {
    const knex = this.#knex;
    const analyses = await analysesAbout(knex, findings, now);
    const about = new Map(
      findings.map(({ id }, i) => [Number(id), analyses[i]]),
    );
    const places = await affectedPlaces(
      knex,
      findings.filter(({ id }) => about.get(Number(id))?.some(asksForPlaces)),
    );
    const graphs = new TargetGraphs(knex, this.#archive);
    const outcomes: TriageOutcome[] = [];
    for (const finding of findings) {
      const id = Number(finding.id);
      const judged = await judge(
        finding,
        { about: about.get(id) ?? [], places: places.get(id) ?? [] },
        law,
        graphs,
        now,
      );
      witness?.(finding, judged);
      outcomes.push(judged.outcome);
    }
    const ended = findings.flatMap(
      finding => endedOf(finding, about.get(Number(finding.id)) ?? []) ?? [],
    );
    return inTransaction(knex, async trx => {
      const differing = await storeOutcomes(trx, outcomes, now);
      await endAnalyses(trx, ended, now);
      return differing;
    });
  }

  /** Decisions that ended since: their findings are looked at again, once. */
  async #noteEnds(now: Date): Promise<void> {
    const ended = await this.#knex('decisions')
      .where({ state: 'active', subject: ANALYSIS, end_noted: false })
      .where('ends_at', '<=', now)
      .select('id');
    if (ended.length === 0) return;
    await inTransaction(this.#knex, async trx => {
      await retriageDecided(trx, ended);
      await trx('decisions')
        .whereIn(
          'id',
          ended.map(({ id }) => id),
        )
        .update({ end_noted: true });
    });
  }

  /**
   * Other rules, policies or ways to weigh than the last time: every finding is
   * looked at again, told in pieces, from where the last replica got to.
   */
  async #tellAll(signal: AbortSignal, now: Date): Promise<void> {
    const knex = this.#knex;
    const { rules, duePolicies } = this.#options;
    const digest = createHash('sha256')
      .update(rulesDigest(rules, now))
      .update(JSON.stringify(duePolicies))
      .update(String(WEIGHING))
      .digest('hex');
    const stored = await knex('triage_settings')
      .where('name', FINDINGS)
      .first();
    if (stored?.digest === digest && stored.after_id === null) return;
    let after = stored?.digest === digest ? Number(stored.after_id) : 0;
    for (;;) {
      signal.throwIfAborted();
      const next = await tellPiece(knex, digest, after);
      if (next === undefined) return;
      after = next;
    }
  }
}

/** Has the next findings looked at again; gives the last of them. */
function tellPiece(
  knex: Knex,
  digest: string,
  after: number,
): Promise<number | undefined> {
  return inTransaction(knex, async trx => {
    const ids: (number | string)[] = await trx('findings')
      .where('id', '>', after)
      .orderBy('id')
      .limit(TOLD)
      .pluck('id');
    const last = ids.at(-1);
    if (last !== undefined) {
      await trx('findings')
        .where('id', '>', after)
        .where('id', '<=', last)
        .whereNot('state', 'resolved')
        .where('triage_changes', 0)
        .increment('triage_changes');
    }
    await trx('triage_settings')
      .insert({ name: FINDINGS, digest, after_id: last ?? null })
      .onConflict('name')
      .merge();
    return last === undefined ? undefined : Number(last);
  });
}

/** What was made of a finding. */
export interface Judged {
  outcome: TriageOutcome;
  verdict?: Verdict<StoredAnalysis>;
  /** How each decision about its vulnerability and its service stands to it. */
  standings: ReadonlyMap<StoredAnalysis, Applicability>;
}

/** Hears what is made of each finding. */
export type Witness = (finding: TriageFinding, judged: Judged) => void;

/** Graphs are read for the few findings that a rule or a document asks them of. */
async function judge(
  finding: TriageFinding,
  {
    about,
    places,
  }: { about: readonly StoredAnalysis[]; places: AffectedPlace[] },
  law: Law,
  graphs: TargetGraphs,
  now: Date,
): Promise<Judged> {
  let manifests: Manifest[] | undefined;
  for (;;) {
    try {
      const occurrences = occurrencesOf(finding, places, manifests);
      const standings = new Map(
        about.map(one => [one, standingOf(one, occurrences)]),
      );
      const applying = about.filter(one => standings.get(one) === 'applies');
      const verdict = verdictOn(finding, applying, law, manifests, now);
      const outcome = outcomeOf(finding, verdict, law.duePolicies);
      return { outcome, verdict, standings };
    } catch (error) {
      if (!(error instanceof GraphWanted)) throw error;
      manifests = await graphs.manifests(finding.target_id);
    }
  }
}
