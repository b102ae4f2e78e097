import type { Knex } from 'knex';
import { Triager } from '../flows/triage/Triager';
import type { TriageOptions } from '../flows/triage/options';
import { archiveOf } from './archive';

/** No policy but the default. */
export const NO_POLICIES = {
  duePolicies: [],
  manifests: async () => [],
  now: new Date(),
};

/** Whoever says what is decided, by the rules and policies of a test. */
export function triagerOf(
  knex: Knex,
  options: Partial<Pick<TriageOptions, 'rules' | 'duePolicies'>> = {},
): Triager {
  return new Triager({
    knex,
    archive: archiveOf(knex),
    triage: { rules: [], duePolicies: [], ...options },
  });
}

/** Looks at all findings that are to be looked at, as the task does. */
export async function triage(
  knex: Knex,
  {
    now,
    ...options
  }: Partial<Pick<TriageOptions, 'rules' | 'duePolicies'>> & {
    now?: Date;
  } = {},
): Promise<number> {
  const { signal } = new AbortController();
  return triagerOf(knex, options).triageDue(signal, now);
}
