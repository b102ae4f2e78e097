import type { ServiceFacts } from '../facts/serviceFacts';
import { Check, CheckResult, unknown } from './check';

/** What of an error's text is shown. */
const MAX_ERROR = 300;

/**
 * Asks a check. One that throws is *unknown* with the error, neither a pass nor
 * a failure. Options that are not given have their defaults.
 *
 * @public
 */
export function runCheck(
  check: Check,
  facts: ServiceFacts,
  context: { now: Date; options?: Readonly<Record<string, number>> },
): CheckResult {
  try {
    const given = new Map(Object.entries(context.options ?? {}));
    const options = Object.fromEntries(
      Object.entries(check.options).map(([name, option]) => [
        name,
        given.get(name) ?? option.default,
      ]),
    );
    return check.run(facts, { now: context.now, options });
  } catch (error) {
    return unknown(`The check broke: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : 'an unknown error';
  return text.length > MAX_ERROR ? `${text.slice(0, MAX_ERROR)}…` : text;
}
