import { counted } from '../../facts/days';
import type { ComponentFacts } from '../../facts/serviceFacts';
import {
  defineCheck,
  fail,
  notApplicable,
  pass,
  unknown,
  warn,
} from '../check';
import { slsa, sp80053, ssdf } from '../controls';
import { byPurl, packageEvidence } from './packageEvidence';

const WHY = {
  failed: 'its provenance does not hold',
  'not-signed': 'published without provenance',
  unchecked: 'its provenance could not be checked',
} as const;

/** Whether direct dependencies come from where they say, as far as anybody was asked. */
export const dependenciesProvenance = defineCheck({
  id: 'direct-dependencies-provenance',
  title: 'Direct dependencies with verified provenance',
  category: 'dependencies',
  weight: 4,
  controls: [
    ...ssdf('PW.4.1', 'PW.4.4', 'PS.3.2'),
    ...sp80053('SR-4', 'SR-11'),
    ...slsa('Build L1', 'Build L2'),
  ],
  advice:
    'Prefer packages that are published with provenance, and explain what does not hold before it is used.',
  work: 'change',
  options: {
    share: {
      description: 'Percent with verified provenance that pass',
      default: 50,
      minimum: 0,
      maximum: 100,
    },
    level: {
      description: 'SLSA build level that is counted, at the least; 0: any',
      default: 0,
      minimum: 0,
      maximum: 3,
    },
  },
  run({ components }, { options }) {
    if (!components) return unknown('The components are unknown.');
    const direct = components
      .filter(component => component.direct !== false)
      .sort(byPurl);
    if (direct.length === 0) {
      return notApplicable('There are no direct dependencies.');
    }
    const asked = direct.filter(({ provenance }) => provenance !== undefined);
    if (asked.length === 0) {
      return unknown('No registry was asked for provenance.');
    }
    if (asked.every(({ provenance }) => provenance!.outcome === 'unchecked')) {
      return unknown('Provenance of no direct dependency could be checked.');
    }
    const failed = asked.filter(one => one.provenance!.outcome === 'failed');
    if (failed.length > 0) {
      return fail(
        `The provenance of ${counted(
          failed.length,
          'direct dependency does',
          'direct dependencies does',
        )} not hold.`,
        failed.map(one => packageEvidence(one, WHY.failed)),
      );
    }
    const counts = (one: ComponentFacts) =>
      one.provenance!.outcome === 'verified' &&
      (one.provenance!.level ?? 0) >= options.level;
    const verified = asked.filter(counts).length;
    const told = `${verified} of ${counted(
      asked.length,
      'direct dependency that was looked at has',
      'direct dependencies that were looked at have',
    )} verified provenance${
      options.level > 0 ? ` of SLSA build level ${options.level}` : ''
    }.`;
    return verified * 100 >= options.share * asked.length
      ? pass(told)
      : warn(
          told,
          asked
            .filter(one => !counts(one))
            .map(one => packageEvidence(one, lackOf(one))),
        );
  },
});

function lackOf({ provenance }: ComponentFacts): string {
  const { outcome, level } = provenance!;
  return outcome === 'verified'
    ? `verified, of SLSA build level ${level ?? 'unknown'}`
    : WHY[outcome];
}
