import type { UpgradePlan } from '../plan';
import { toCommands } from './commands';
import { toDependabot } from './dependabot';
import { toMarkdown } from './markdown';
import { toRenovate } from './renovate';
import { toText } from './text';

/** What a plan can be written as. @public */
export const planFormats = [
  'text',
  'markdown',
  'commands',
  'renovate',
  'dependabot',
] as const;

/** @public */
export type PlanFormat = (typeof planFormats)[number];

/**
 * A plan as text for a terminal, as Markdown, as a POSIX shell script, or as configuration of Renovate or Dependabot.
 *
 * @param options - `subject`: what the plan is for, as Markdown tells it; `platform`: where the
 * repository is, as Renovate has options that only GitHub knows
 *
 * @public
 */
export function writePlan(
  plan: UpgradePlan,
  format: PlanFormat,
  options: { subject?: string; platform?: 'github' | 'other' } = {},
): string {
  const writers: Record<PlanFormat, () => string> = {
    text: () => toText(plan),
    markdown: () => toMarkdown(plan, options.subject),
    commands: () => toCommands(plan),
    renovate: () => toRenovate(plan, options.platform),
    dependabot: () => toDependabot(plan),
  };
  return writers[format]();
}
