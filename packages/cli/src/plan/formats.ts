import type { PlanFormat as Writable } from '@safety-curtain/policy';

/** What a plan can be written as here: what the engine writes, or all that is known of it. */
export type PlanFormat = Writable | 'json';

/** The engine takes long to load for the sake of its words; the compiler holds these to them. */
const FORMATS: Record<PlanFormat, true> = {
  text: true,
  markdown: true,
  commands: true,
  renovate: true,
  dependabot: true,
  json: true,
};

/** All of them. */
export const planFormats = Object.keys(FORMATS);
