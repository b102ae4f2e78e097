import { type Analysis, isSettled } from '../model/analysis';
import type { IssuedDecision } from '../model/issued';
import { wordsLine } from '../model/openVexWords';
import type { NotUnderstood } from '../model/statement';
import { ACCEPTED, type EndingEvent, type IgnoredEntry } from './ignored';

/**
 * A vulnerability of a component, and what was decided about it, as ignore files of tools name it.
 *
 * @public
 */
export interface IgnorableDecision extends IssuedDecision {
  /** Of OSV. */
  ecosystem: string;
  /** As the ecosystem calls the package. */
  packageName: string;
  /** Until when the decision holds; for good where absent. */
  ends?: IgnoredEntry['ends'];
}

/** A component that a tool is told to be silent about. */
export interface Silenced extends IgnorableDecision {
  /** With the words of the decision, where they say more than that the risk is accepted. */
  reason?: string;
}

/** What tools are told of one vulnerability. */
export interface SilencedVulnerability {
  /** Its id, and others. */
  names: readonly string[];
  silenced: readonly Silenced[];
  /** Components that have it, and about which a tool is not to be silent. */
  others: readonly IgnorableDecision[];
}

/** Tells something that cannot be said in a file. */
export type Unsaid = (
  vulnerability: SilencedVulnerability,
  reason: string,
) => void;

/** Whether a tool may be silent: nothing is left to be done, or nothing will be done. */
function isSilencing(analysis: Analysis | undefined): boolean {
  if (!analysis) return false;
  const { responses } = analysis;
  return (
    isSettled(analysis) ||
    (analysis.state === 'exploitable' &&
      (responses.includes('will_not_fix') || responses.includes('can_not_fix')))
  );
}

/** By vulnerability, in the order in which they come; those with a silenced component. */
export function silencedOf(
  findings: readonly IgnorableDecision[],
): SilencedVulnerability[] {
  const groups = Map.groupBy(findings, ({ vulnerability }) => vulnerability.id);
  return [...groups.values()].flatMap(group => {
    const silenced = group.filter(one => isSilencing(one.analysis));
    if (silenced.length === 0) return [];
    const { id, aliases = [] } = group[0].vulnerability;
    return [
      {
        names: [id, ...aliases],
        silenced: silenced.map(one => ({ ...one, reason: reasonOf(one) })),
        others: group.filter(one => !isSilencing(one.analysis)),
      },
    ];
  });
}

/** Decisions that say something, and not that a tool may be silent. */
export function notSilenced(
  findings: readonly IgnorableDecision[],
): NotUnderstood[] {
  return findings
    .filter(({ analysis }) => analysis && !isSilencing(analysis))
    .map(({ vulnerability, component, analysis }) => ({
      at: `${vulnerability.id}: ${component.purl}`,
      reason: `it is ${analysis!.state.replaceAll(
        '_',
        ' ',
      )}, which no tool is to be silent about`,
    }));
}

function reasonOf({ analysis }: IgnorableDecision): string | undefined {
  const { state, responses, detail } = analysis!;
  const isPlain =
    state === ACCEPTED.state &&
    responses.length === ACCEPTED.responses.length &&
    responses[0] === ACCEPTED.responses[0];
  const lines = [detail, isPlain ? undefined : wordsLine(analysis!)];
  return lines.filter(Boolean).join('\n') || undefined;
}

/** The day on which it ends, if any. */
export function endDay(ends: Silenced['ends']): string | undefined {
  return typeof ends === 'object' ? ends.at : undefined;
}

/** What it ends with, whatever the day. */
export function endEvents(ends: Silenced['ends']): EndingEvent[] {
  if (ends === undefined) return [];
  if (typeof ends === 'string') return [ends];
  return ends.orWhen ? [ends.orWhen] : [];
}

/** What several decisions say together: until the first of them ends, with whatever it may be. */
export function together(
  silenced: readonly Silenced[],
): Pick<Silenced, 'reason'> & { day?: string; events: EndingEvent[] } {
  const reasons = new Set(silenced.flatMap(({ reason }) => reason ?? []));
  const [day] = silenced.flatMap(({ ends }) => endDay(ends) ?? []).sort();
  const events = new Set(silenced.flatMap(({ ends }) => endEvents(ends)));
  return {
    ...(reasons.size > 0 && { reason: [...reasons].join('\n') }),
    ...(day !== undefined && { day }),
    events: [...events].sort(),
  };
}

/** What says the same, together. */
export function alike(silenced: readonly Silenced[]): Silenced[][] {
  return [
    ...Map.groupBy(silenced, ({ reason, ends }) =>
      JSON.stringify([reason, ends]),
    ).values(),
  ];
}

/** Why a file that names vulnerabilities alone does not name this one. */
export function othersHaveIt(others: readonly IgnorableDecision[]): string {
  const [first] = others;
  return `a file of this tool is about a vulnerability wherever it is, and it is not decided for ${
    first.component.purl
  }${others.length > 1 ? ` and ${others.length - 1} more` : ''}`;
}

const EVENTS: Readonly<Record<EndingEvent, string>> = {
  fix: 'when there is a fix',
  'version-moves': 'when another version is in use',
};

/** Ends that a format has no words for, as a sentence; undefined where there are none. */
export function endInWords(
  day: string | undefined,
  events: readonly EndingEvent[],
): string | undefined {
  const ends = [
    ...(day === undefined ? [] : [`at ${day}`]),
    ...events.map(event => EVENTS[event]),
  ];
  return ends.length === 0
    ? undefined
    : `it ends ${ends.join(', and ')}, which is not said to the tool`;
}

/** The same, of one decision in a format whose entries never end. */
export function endsInWords({ ends }: Pick<Silenced, 'ends'>) {
  return endInWords(endDay(ends), endEvents(ends));
}
