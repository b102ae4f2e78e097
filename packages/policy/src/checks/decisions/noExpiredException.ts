import { addDays, counted, isOver, timeOf } from '../../facts/days';
import type { ExceptionFacts } from '../../facts/serviceFacts';
import {
  defineCheck,
  Evidence,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { samm, sp80053, ssdf } from '../controls';

/** Whether what was let pass for a time was looked at again in time. */
export const noExpiredException = defineCheck({
  id: 'no-expired-exception',
  title: 'No expired exception',
  category: 'decisions',
  weight: 4,
  controls: [...ssdf('RV.2.2'), ...sp80053('CA-5'), ...samm('I-DM-A')],
  advice:
    'Decide again: revoke the exception if its reason is gone, or have it approved again with an end date.',
  work: 'setting',
  options: {
    warnDays: {
      description: 'Days before the end of an exception from which it warns',
      default: 14,
      minimum: 0,
      maximum: 365,
    },
  },
  run({ exceptions }, { now, options }) {
    if (!exceptions) return unknown('The exceptions are not known.');
    if (exceptions.length === 0) {
      return notApplicable('There is no exception.');
    }
    const dated = exceptions
      .filter(({ until }) => until !== undefined)
      .sort(byEnd);
    const expired = dated.filter(({ until }) => isOver(until, now));
    if (expired.length > 0) {
      return fail(
        `${counted(
          expired.length,
          'exception has',
          'exceptions have',
        )} expired.`,
        expired.map(evidenceOf),
      );
    }
    const soon = addDays(now.toISOString(), options.warnDays);
    const ending = dated.filter(({ until }) => isOver(until, soon));
    if (ending.length > 0) {
      return warn(
        `${counted(ending.length, 'exception ends', 'exceptions end')} soon.`,
        ending.map(evidenceOf),
      );
    }
    return pass(
      `${counted(exceptions.length, 'exception holds', 'exceptions hold')}.`,
    );
  },
});

function byEnd(a: ExceptionFacts, b: ExceptionFacts): number {
  return (
    timeOf(a.until ?? '') - timeOf(b.until ?? '') || (a.id < b.id ? -1 : 1)
  );
}

function evidenceOf({ id, subject, until, kind }: ExceptionFacts): Evidence {
  return {
    kind: 'exception',
    ref: id,
    date: until,
    text: `${kind} exception for ${subject}`,
  };
}
