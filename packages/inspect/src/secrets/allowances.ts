import { fitsPath } from '@safety-curtain/input';
import type { AllowedSecret } from '../inspector';

/** An end that is no time is over: an allowance must not hold for good by mistake. */
export function isInForce({ until }: AllowedSecret, now: Date): boolean {
  return until === undefined || Date.parse(until) > now.getTime();
}

/** Whether an allowance is about a secret; what it does not name may be anything. */
function allows(
  { path, rule, secretHash }: AllowedSecret,
  found: { path: string; rule: string; secretHash: string },
): boolean {
  return (
    (path === undefined || fitsPath(path.split('/'), found.path.split('/'))) &&
    (rule === undefined || rule === found.rule) &&
    (secretHash === undefined || secretHash === found.secretHash)
  );
}

/** The allowance in force that lets a secret be, if one does. @public */
export function allowanceOf(
  allow: readonly AllowedSecret[],
  found: { path: string; rule: string; secretHash: string },
  now: Date,
): AllowedSecret | undefined {
  return allow.find(one => isInForce(one, now) && allows(one, found));
}
