import { counted, inDays } from '../../facts/days';
import type { ComponentFacts } from '../../facts/serviceFacts';
import {
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { cis16, samm, sp80053, ssdf } from '../controls';
import { byPurl, packageEvidence } from './packageEvidence';

/** Direct dependencies that their makers have given up, or that are far behind. Unknown ages are said, not guessed. */
export const dependenciesMaintained = defineCheck({
  id: 'direct-dependencies-maintained',
  title: 'No deprecated or long-outdated direct dependency',
  category: 'dependencies',
  weight: 5,
  controls: [
    ...ssdf('PW.4.1', 'PW.4.4'),
    ...sp80053('SA-22', 'SI-2'),
    ...cis16('16.5'),
    ...samm('I-SB-B'),
  ],
  advice:
    'Upgrade what is far behind, and replace deprecated packages with their recommended successors.',
  work: 'change',
  options: {
    daysBehind: {
      description: 'Days behind the newest release that fail',
      default: 730,
      minimum: 1,
      maximum: 3650,
    },
    warnDaysBehind: {
      description: 'Days behind the newest release that warn',
      default: 365,
      minimum: 1,
      maximum: 3650,
    },
  },
  run({ components }, { options }) {
    if (!components) return unknown('The components are unknown.');
    const direct = components
      .filter(component => component.direct)
      .sort(byPurl);
    const open = components.filter(component => component.direct === undefined);
    if (direct.length === 0) {
      return open.length === 0
        ? notApplicable('There are no direct dependencies.')
        : unknown('It is unknown which dependencies are direct.');
    }
    const behind = (days: number) => (component: ComponentFacts) =>
      component.deprecated === undefined && (component.daysBehind ?? 0) > days;
    const ageOf = (component: ComponentFacts) =>
      packageEvidence(
        component,
        `${inDays(component.daysBehind ?? 0)} behind the newest release`,
      );
    const bad = [
      ...direct
        .filter(({ deprecated }) => deprecated !== undefined)
        .map(component =>
          packageEvidence(
            component,
            component.deprecated === ''
              ? 'deprecated'
              : `deprecated: ${component.deprecated}`,
          ),
        ),
      ...direct.filter(behind(options.daysBehind)).map(ageOf),
    ];
    if (bad.length > 0) {
      return fail(
        `${bad.length} of ${counted(
          direct.length,
          'direct dependency is',
          'direct dependencies are',
        )} deprecated or long outdated.`,
        bad,
      );
    }
    const aging = direct.filter(behind(options.warnDaysBehind)).map(ageOf);
    if (aging.length > 0) {
      return warn(
        `${counted(
          aging.length,
          'direct dependency is',
          'direct dependencies are',
        )} getting old.`,
        aging,
      );
    }
    const looked = direct.filter(({ daysBehind }) => daysBehind !== undefined);
    if (looked.length === 0) {
      return unknown('No registry was checked for newer releases.');
    }
    if (open.length > 0) {
      return unknown(
        `Of ${counted(
          open.length,
          'dependency',
          'dependencies',
        )} it is not known whether they are direct; of the others none is long outdated.`,
      );
    }
    return pass(
      looked.length === direct.length
        ? 'All direct dependencies are maintained and not long outdated.'
        : `Of ${direct.length} direct dependencies the age of ${looked.length} is known; none is long outdated.`,
    );
  },
});
