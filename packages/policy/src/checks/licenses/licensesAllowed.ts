import { counted, isOver } from '../../facts/days';
import type { ComponentLicenseFacts } from '../../facts/serviceFacts';
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

export const licensesKnown = defineCheck({
  id: 'licenses-known',
  title: 'Licenses known',
  category: 'licenses',
  weight: 4,
  controls: [...ssdf('PW.4.1'), ...sp80053('CM-10'), ...samm('G-PC-B')],
  advice: 'Curate the packages listed on the license pages.',
  work: 'setting',
  options: {},
  run({ licenses }) {
    if (!licenses) return unknown('No license data yet.');
    if (licenses.length === 0) return notApplicable('There are no components.');
    const unsettled = licenses
      .filter(({ state }) => state !== 'known' && state !== 'noLicense')
      .sort(byPurl);
    const reason = `The licenses of ${licenses.length - unsettled.length} of ${
      licenses.length
    } components are known.`;
    if (unsettled.length === 0) return pass(reason);
    return fail(
      reason,
      unsettled.map(each => evidenceOf(each, `the license is ${each.state}`)),
    );
  },
});

/** Whether the policy allows every license, or an exception that still holds does. */
export const licensesAllowed = defineCheck({
  id: 'licenses-allowed',
  title: 'Licenses allowed',
  category: 'licenses',
  weight: 6,
  controls: [...ssdf('PW.4.1'), ...sp80053('CM-10'), ...samm('G-PC-B')],
  advice:
    'Replace packages that the policy denies, or request an exception with a reason and an end date.',
  work: 'project',
  options: {},
  run({ licenses }, { now }) {
    if (!licenses) return unknown('No license data yet.');
    if (licenses.length === 0) return notApplicable('There are no components.');
    const judged = licenses
      .filter(({ exception }) => !exception || isOver(exception.until, now))
      .sort(byPurl);
    const evidence = (verdict: 'deny' | 'review') =>
      judged
        .filter(each => each.verdict === verdict)
        .map(each =>
          evidenceOf(
            each,
            each.reason ??
              (verdict === 'deny' ? 'the policy denies it' : 'to be reviewed'),
          ),
        );
    const denied = evidence('deny');
    if (denied.length > 0) {
      return fail(
        `The policy denies the license of ${counted(
          denied.length,
          'component',
          'components',
        )}.`,
        denied,
      );
    }
    const review = evidence('review');
    if (review.length > 0) {
      return warn(
        `The license of ${counted(
          review.length,
          'component is',
          'components is',
        )} to be reviewed.`,
        review,
      );
    }
    return pass('The policy or an exception allows every license.');
  },
});

function evidenceOf(license: ComponentLicenseFacts, text: string): Evidence {
  return {
    kind: 'component',
    ref: license.purl,
    text: `${license.license ?? license.state}: ${text}`,
  };
}

function byPurl(a: ComponentLicenseFacts, b: ComponentLicenseFacts): number {
  if (a.purl === b.purl) return 0;
  return a.purl < b.purl ? -1 : 1;
}
