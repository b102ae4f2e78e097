import type { Severity } from '../facts/serviceFacts';
import { timeOf } from '../facts/days';
import { bod2604 } from './bod2604';
import type { DuePolicy } from './duePolicy';

/** What a due date is made of; what is absent is not known. @public */
export interface DueFacts {
  /** `none` is a vulnerability that does nothing: it has no date by severity. */
  severity: Severity | 'none' | 'unknown';
  knownExploited: boolean;
  /** ISO 8601; since when it is known to be exploited. */
  knownExploitedSince?: string;
  /** Whether the service can be reached from outside. */
  exposed?: boolean;
  automatable?: boolean;
  impact?: 'partial' | 'total';
  /** ISO 8601. */
  detectedAt: string;
  /** ISO 8601. */
  publishedAt?: string;
}

/** One fact of a due date, as it was counted. @public */
export interface DueFact {
  name: 'severity' | 'knownExploited' | 'exposed' | 'automatable' | 'impact';
  value: string;
  /** Taken for it, because it is not known. */
  assumed: boolean;
}

/** Another value of a fact, and what would be due then. @public */
export interface DueChange {
  fact: DueFact['name'];
  value: string;
  /** Absent where nothing would be due by a date. */
  due?: string;
}

/** When a finding is due, and why. @public */
export interface DueDate {
  /**
   * The last day on which it is in time, in UTC: `2026-12-06`. Absent where it comes with the next
   * upgrade, or has no severity.
   */
  due?: string;
  outcome: 'date' | 'next-upgrade' | 'none';
  forensicTriage: boolean;
  /** Which of the two decided. */
  decidedBy: 'severity' | 'bod-26-04';
  /** Calendar days from the day that is counted from. */
  days?: number;
  clock: { from: 'detection' | 'publication' | 'exploitation'; day: string };
  facts: readonly DueFact[];
  /** What would change it, one fact at a time. */
  changes: readonly DueChange[];
}

/**
 * When a finding is due by a policy. Days are calendar days in UTC: what is found on any hour of a
 * day and is due in 7 days is in time until the end of the seventh day after that day.
 *
 * @throws FactError where a time is no date
 *
 * @public
 */
export function dueDateOf(facts: DueFacts, policy: DuePolicy): DueDate {
  const made = decide(facts, policy);
  return { ...made, changes: changesOf(facts, policy, made) };
}

/** Whether a day is over in UTC. @public */
export function isOverdue(due: string | undefined, now: Date): boolean {
  return due !== undefined && now.toISOString().slice(0, 10) > due;
}

type Made = Omit<DueDate, 'changes'>;

function decide(facts: DueFacts, policy: DuePolicy): Made {
  const bySeverity = decideBySeverity(facts, policy);
  if (policy.method === 'severity') return bySeverity;
  const byDirective = decideByDirective(facts, policy);
  if (policy.method === 'bod-26-04') return byDirective;
  const isEarlier =
    bySeverity.due !== undefined &&
    (byDirective.due === undefined || bySeverity.due < byDirective.due);
  const { facts: severity } = bySeverity;
  return {
    ...(isEarlier ? bySeverity : byDirective),
    // Traces are looked for whichever date is the earlier.
    forensicTriage: byDirective.forensicTriage,
    facts: [...severity, ...byDirective.facts],
  };
}

function decideBySeverity(facts: DueFacts, policy: DuePolicy): Made {
  const { severity } = facts;
  const days = severity === 'none' ? undefined : policy.days[severity];
  return {
    ...dated(facts, policy, days),
    outcome: days === undefined ? 'none' : 'date',
    forensicTriage: false,
    decidedBy: 'severity',
    facts: [{ name: 'severity', value: severity, assumed: false }],
  };
}

function decideByDirective(facts: DueFacts, policy: DuePolicy): Made {
  const { assume } = policy;
  const taken = {
    knownExploited: facts.knownExploited,
    exposed: facts.exposed ?? assume.exposed,
    automatable: facts.automatable ?? assume.automatable,
    impact: facts.impact ?? assume.impact,
  };
  const { days, forensicTriage } = bod2604(taken);
  return {
    ...dated(facts, policy, days),
    outcome: days === undefined ? 'next-upgrade' : 'date',
    forensicTriage,
    decidedBy: 'bod-26-04',
    facts: (
      ['knownExploited', 'exposed', 'automatable', 'impact'] as const
    ).map(name => ({
      name,
      value: wordOf(taken[name]),
      assumed: facts[name] === undefined,
    })),
  };
}

function wordOf(value: boolean | string): string {
  if (typeof value === 'string') return value;
  return value ? 'yes' : 'no';
}

function dated(
  facts: DueFacts,
  policy: DuePolicy,
  days: number | undefined,
): Pick<DueDate, 'clock' | 'days' | 'due'> {
  const clock = clockOf(facts, policy);
  return {
    clock,
    ...(days !== undefined && { days, due: after(clock.day, days) }),
  };
}

/** A publication that is not known, or lies after the detection, does not move the clock. */
function clockOf(facts: DueFacts, { clock }: DuePolicy): DueDate['clock'] {
  const detected = { from: 'detection' as const, day: dayOf(facts.detectedAt) };
  const published =
    clock.from === 'publication' && facts.publishedAt !== undefined
      ? { from: 'publication' as const, day: dayOf(facts.publishedAt) }
      : detected;
  const start = published.day < detected.day ? published : detected;
  if (
    clock.restartWhenExploited &&
    facts.knownExploited &&
    facts.knownExploitedSince !== undefined
  ) {
    const day = dayOf(facts.knownExploitedSince);
    if (day > start.day) return { from: 'exploitation', day };
  }
  return start;
}

function dayOf(time: string): string {
  return new Date(timeOf(time)).toISOString().slice(0, 10);
}

function after(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Other values that one fact could have. */
function othersOf(facts: DueFacts): [DueFact['name'], DueFacts][] {
  const severities = ['critical', 'high', 'medium', 'low'] as const;
  const flags = ['knownExploited', 'exposed', 'automatable'] as const;
  return [
    ...severities
      .filter(severity => severity !== facts.severity)
      .map((severity): [DueFact['name'], DueFacts] => [
        'severity',
        { ...facts, severity },
      ]),
    ...flags.flatMap(name =>
      [true, false]
        .filter(value => value !== facts[name])
        .map((value): [DueFact['name'], DueFacts] => [
          name,
          { ...facts, [name]: value },
        ]),
    ),
    ...(['partial', 'total'] as const)
      .filter(impact => impact !== facts.impact)
      .map((impact): [DueFact['name'], DueFacts] => [
        'impact',
        { ...facts, impact },
      ]),
  ];
}

function changesOf(
  facts: DueFacts,
  policy: DuePolicy,
  made: Made,
): DueChange[] {
  return othersOf(facts).flatMap(([fact, other]) => {
    const { due } = decide(other, policy);
    if (due === made.due) return [];
    return [{ fact, value: wordOf(other[fact]!), ...(due && { due }) }];
  });
}
