import { type Analysis, isSettled } from '../model/analysis';
import type { IssuedDecision } from '../model/issued';
import { wordsLine } from '../model/openVexWords';
import type { NotUnderstood } from '../model/statement';
import { ACCEPTED, type IgnoredEntry } from './ignored';

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

/** What several decisions say together: until the first of them ends. */
export function together(
  silenced: readonly Silenced[],
): Pick<Silenced, 'reason' | 'ends'> {
  const reasons = new Set(silenced.flatMap(({ reason }) => reason ?? []));
  const times = silenced
    .flatMap(({ ends }) => (ends && ends !== 'fix' ? ends.at : []))
    .sort();
  const untilFix = silenced.some(({ ends }) => ends === 'fix');
  const orFix = untilFix ? ('fix' as const) : undefined;
  const ends = times.length > 0 ? { at: times[0] } : orFix;
  return {
    ...(reasons.size > 0 && { reason: [...reasons].join('\n') }),
    ...(ends && { ends }),
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

/** An end that a format has no words for, as a sentence. */
export function endInWords(ends: Silenced['ends']): string | undefined {
  if (ends === undefined) return undefined;
  return ends === 'fix'
    ? 'it ends when there is a fix, which is not said to the tool'
    : `it ends at ${ends.at}, which is not said to the tool`;
}
