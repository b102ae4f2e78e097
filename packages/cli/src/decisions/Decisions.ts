import {
  decisionFor,
  type FindingDecision as Ranked,
} from '@safety-curtain/policy';
import {
  type Analysis,
  type Applicability,
  type IgnoredOccurrence,
  isSettled,
} from '@safety-curtain/vex';

/** One thing that a document or an ignore file says. */
export interface Saying extends Ranked {
  /** For people: `shop.vex.json, statements[2]`, `.snyk:12`. */
  at: string;
  /** In capitals; of any vulnerability where absent. */
  names?: ReadonlySet<string>;
  test(occurrence: IgnoredOccurrence): Applicability;
  analysis: Analysis;
}

/** What was decided about a finding. */
export interface Decided
  extends Pick<Analysis, 'state' | 'justification' | 'responses' | 'detail'> {
  /** Nothing more is to be done. */
  dismissed: boolean;
  /** Where it says so. */
  at: string;
  /** A moment (ISO 8601), or the day on which there is a fix. */
  until?: string;
}

/** What is said of a finding. */
export interface Said {
  decision?: Decided;
  /** What is said of only some of the ways to the package: it is not applied. */
  information?: string[];
}

/** A finding, as sayings are put to it. */
export interface DecidedFinding extends IgnoredOccurrence {
  /** The advisory and all its aliases. */
  names: readonly string[];
  fixable: boolean;
}

/** What documents and ignore files say of vulnerabilities. */
export class Decisions {
  readonly #byName = new Map<string, Saying[]>();
  readonly #ofAny: Saying[] = [];
  readonly #met = new Set<Saying>();
  readonly #now: Date;

  constructor(sayings: Iterable<Saying>, now: Date) {
    this.#now = now;
    for (const saying of sayings) {
      if (!saying.names) this.#ofAny.push(saying);
      for (const name of saying.names ?? []) {
        const list = this.#byName.get(name) ?? [];
        list.push(saying);
        this.#byName.set(name, list);
      }
    }
  }

  /** What is said of a finding, and which of it counts: as in a portal. */
  on(finding: DecidedFinding): Said {
    const about = new Set(
      finding.names.flatMap(
        name => this.#byName.get(name.toLocaleUpperCase('en-US')) ?? [],
      ),
    );
    const applied: Saying[] = [];
    const information: string[] = [];
    for (const saying of [...about, ...this.#ofAny]) {
      const fits = saying.test(finding);
      if (fits === 'no') continue;
      this.#met.add(saying);
      if (fits === 'applies') applied.push(saying);
      else information.push(`${wordsOf(saying.analysis)} (${saying.at})`);
    }
    const { version, fixable } = finding;
    const verdict = decisionFor(
      applied,
      { versions: [version], fixable },
      this.#now,
    );
    return {
      ...(verdict && { decision: toDecided(verdict.decision) }),
      ...(information.length > 0 && { information }),
    };
  }

  /** Whether a saying was about any finding so far. */
  wasMet(saying: Saying): boolean {
    return this.#met.has(saying);
  }
}

function toDecided({ analysis, at, endsAt, endsWhen }: Saying): Decided {
  const { state, justification, responses, detail } = analysis;
  const fix = endsWhen === 'fix' ? 'there is a fix' : undefined;
  const until = endsAt && fix ? `${endsAt}, or ${fix}` : endsAt ?? fix;
  return {
    state,
    ...(justification && { justification }),
    responses,
    ...(detail && { detail }),
    dismissed: isSettled(analysis),
    at,
    ...(until && { until }),
  };
}

/** `not affected: code not reachable`; `exploitable: will not fix`. */
export function wordsOf({
  state,
  justification,
  responses,
}: Pick<Analysis, 'state' | 'justification' | 'responses'>): string {
  const reasons = [justification, ...responses].filter(Boolean).join(', ');
  return `${state}${reasons ? `: ${reasons}` : ''}`.replaceAll('_', ' ');
}
