import { asText } from '@safety-curtain/input';
import { Analysis, analysisWords, Justification, wordOf } from './analysis';

/** OpenVEX 0.2.0, "Status Labels". */
export type OpenVexStatus =
  | 'not_affected'
  | 'affected'
  | 'fixed'
  | 'under_investigation';

/** OpenVEX 0.2.0, "Status Justifications"; CSAF's flags are the same five. */
export type OpenVexJustification =
  | 'component_not_present'
  | 'vulnerable_code_not_present'
  | 'vulnerable_code_not_in_execute_path'
  | 'vulnerable_code_cannot_be_controlled_by_adversary'
  | 'inline_mitigations_already_exist';

const STATES: Record<OpenVexStatus, Analysis['state']> = {
  not_affected: 'not_affected',
  affected: 'exploitable',
  fixed: 'resolved',
  under_investigation: 'in_triage',
};

const STATUSES: Record<Analysis['state'], OpenVexStatus> = {
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  exploitable: 'affected',
  in_triage: 'under_investigation',
  false_positive: 'not_affected',
  not_affected: 'not_affected',
};

/** The nearest of nine; what is lost is told in the statement's original words. */
const FROM_OPENVEX: Record<OpenVexJustification, Justification> = {
  component_not_present: 'code_not_present',
  vulnerable_code_not_present: 'code_not_present',
  vulnerable_code_not_in_execute_path: 'code_not_reachable',
  vulnerable_code_cannot_be_controlled_by_adversary: 'requires_environment',
  inline_mitigations_already_exist: 'protected_by_mitigating_control',
};

const TO_OPENVEX: Record<Justification, OpenVexJustification> = {
  code_not_present: 'vulnerable_code_not_present',
  code_not_reachable: 'vulnerable_code_not_in_execute_path',
  requires_configuration: 'vulnerable_code_cannot_be_controlled_by_adversary',
  requires_dependency: 'vulnerable_code_cannot_be_controlled_by_adversary',
  requires_environment: 'vulnerable_code_cannot_be_controlled_by_adversary',
  protected_by_compiler: 'inline_mitigations_already_exist',
  protected_at_runtime: 'inline_mitigations_already_exist',
  protected_at_perimeter: 'inline_mitigations_already_exist',
  protected_by_mitigating_control: 'inline_mitigations_already_exist',
};

export function stateOfStatus(status: unknown): Analysis['state'] | undefined {
  return Object.hasOwn(STATES, asText(status))
    ? STATES[status as OpenVexStatus]
    : undefined;
}

export function statusOf(state: Analysis['state']): OpenVexStatus {
  return STATUSES[state];
}

export function justificationOfLabel(
  label: unknown,
): Justification | undefined {
  return Object.hasOwn(FROM_OPENVEX, asText(label))
    ? FROM_OPENVEX[label as OpenVexJustification]
    : undefined;
}

export function labelOf(justification: Justification): OpenVexJustification {
  return TO_OPENVEX[justification];
}

const WORDS = /^CycloneDX analysis: (\S+(?: \S+)*)$/m;

/**
 * The words of an analysis in one line. OpenVEX and CSAF have fewer: what we write has this line
 * beside them, so that nothing is lost on the way back.
 */
export function wordsLine({
  state,
  justification,
  responses,
}: Analysis): string {
  return `CycloneDX analysis: ${[state, justification, ...responses]
    .filter(Boolean)
    .join(' ')}`;
}

/** An analysis by its line; undefined where a text has none, or one with other words. */
export function readWordsLine(
  text: string | undefined,
): Pick<Analysis, 'state' | 'justification' | 'responses'> | undefined {
  const [state, ...rest] = (text && WORDS.exec(text)?.[1].split(' ')) || [];
  const known = wordOf(analysisWords.states, state);
  if (!known) return undefined;
  const justification = wordOf(analysisWords.justifications, rest[0]);
  const named = justification ? rest.slice(1) : rest;
  const responses = named.map(word => wordOf(analysisWords.responses, word));
  if (responses.includes(undefined)) return undefined;
  return {
    state: known,
    ...(justification && { justification }),
    responses: responses as Analysis['responses'],
  };
}

/** A text without that line. */
export function withoutWordsLine(text: string): string {
  return text.replace(WORDS, '').trim();
}

/** The state that OpenVEX and CSAF have for it, which is what others read. */
export function plainState(state: Analysis['state']): Analysis['state'] {
  return STATES[STATUSES[state]];
}

const ACTIONS: Record<Analysis['responses'][number], string> = {
  can_not_fix: 'It cannot be fixed.',
  will_not_fix: 'It will not be fixed.',
  update: 'Update the component.',
  rollback: 'Go back to an earlier version.',
  workaround_available: 'There is a workaround.',
};

const UNDECIDED = 'What is done about it has not been decided yet.';
/** Where nothing else was said, as OpenVEX and CSAF ask for a text. */
export const NOT_AFFECTED = 'Not affected.';

/**
 * What is left of a text beside sentences that only say again what the words of
 * the analysis say; `actionOf` writes them.
 */
export function withoutActions(text: string): string {
  const said = [...Object.values(ACTIONS), UNDECIDED, NOT_AFFECTED];
  return said.some(sentence => text.startsWith(sentence))
    ? said.reduce((left, one) => left.replace(one, ''), text).trim()
    : text;
}

/** What is done about a vulnerability, in a sentence each. */
export function actionOf({ responses }: Pick<Analysis, 'responses'>): string {
  return responses.length > 0
    ? responses.map(response => ACTIONS[response]).join(' ')
    : UNDECIDED;
}
