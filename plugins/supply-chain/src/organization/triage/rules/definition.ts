import type { TriageRule } from '@safety-curtain/plugin-supply-chain-common';
import type { Translate } from '@safety-curtain/plugin-supply-chain-react';

/** A configured rule, as far as its definition says so: it was checked when the portal started. */
export interface Rule extends TriageRule {
  /** Its place in the configuration. */
  place: number;
  priority: number;
  description?: string;
  validFrom?: string;
  validUntil?: string;
  match: object;
  analysis: { state?: string; justification?: string; detail?: string };
  /** A list with it alone, to be tried out. */
  text: string;
}

/** Reads what a page shows of a rule. */
export function ruleOf(rule: TriageRule, place: number): Rule {
  const definition = rule.definition as Partial<Omit<Rule, 'priority'>> & {
    priority?: number | string;
  };
  const { description, validFrom, validUntil, match, analysis } = definition;
  return {
    ...rule,
    place,
    priority: Number(definition.priority ?? 0),
    description,
    validFrom,
    validUntil,
    match: match ?? {},
    analysis: analysis ?? {},
    text: JSON.stringify([rule.definition], undefined, 2),
  };
}

/** What a rule looks at, one line for each thing: `severities: low, medium`. */
export function matchLines(match: object): string[] {
  return Object.entries(match).map(
    ([name, value]) => `${name}: ${valueText(value)}`,
  );
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, within]) => `${name} ${valueText(within)}`)
    .join(' ');
}

/** Whether a rule is in force by its dates. */
export function standingOf(
  { validFrom, validUntil }: Pick<Rule, 'validFrom' | 'validUntil'>,
  now: Date,
): 'upcoming' | 'over' | undefined {
  if (validFrom && new Date(validFrom) > now) return 'upcoming';
  return validUntil && new Date(validUntil) <= now ? 'over' : undefined;
}

/** What a rule decides, in the reader's words. */
export function decisionText(
  { state, justification }: Rule['analysis'],
  t: Translate,
): string {
  return [
    state && t(`analysis.${state as 'not_affected'}`),
    justification && t(`justification.${justification as 'code_not_present'}`),
  ]
    .filter(Boolean)
    .join(' · ');
}
