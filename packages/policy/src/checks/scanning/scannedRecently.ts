import { ago, daysBetween, inDays } from '../../facts/days';
import { defineCheck, Evidence, fail, pass, unknown, warn } from '../check';
import { cis16, sp80053, ssdf } from '../controls';

/** Whether the service's source was read to its end not long ago. */
export const scannedRecently = defineCheck({
  id: 'scanned-recently',
  title: 'Scanned recently',
  category: 'scanning',
  weight: 8,
  controls: [
    ...ssdf('RV.1.1', 'RV.1.2'),
    ...sp80053('RA-5'),
    ...cis16('16.2', '16.5'),
  ],
  advice:
    'See the Security tab for why the last scan did not finish, and scan again.',
  work: 'setting',
  options: {
    days: {
      description: 'Maximum age of the last successful scan, in days',
      default: 7,
      minimum: 1,
      maximum: 365,
    },
  },
  run({ scanning }, { now, options }) {
    if (!scanning) return unknown('No data about scans of this service yet.');
    const evidence: Evidence[] = [];
    const troubled =
      scanning.lastOutcome !== undefined && scanning.lastOutcome !== 'good';
    if (troubled) {
      evidence.push({
        kind: 'scan',
        date: scanning.lastAt,
        text: `The last scan was ${scanning.lastOutcome}: ${
          scanning.lastReason ?? 'no reason is given'
        }`,
      });
    }
    if (scanning.lastGoodAt === undefined) {
      return fail('No scan has read the whole source yet.', evidence);
    }
    const age = daysBetween(scanning.lastGoodAt, now);
    evidence.unshift({
      kind: 'scan',
      date: scanning.lastGoodAt,
      text: 'The last scan that read the whole source',
    });
    if (age > options.days) {
      return fail(
        `The last good scan is ${inDays(age)} old, more than ${inDays(
          options.days,
        )}.`,
        evidence,
        1,
      );
    }
    if (troubled) {
      return warn(
        `Scanned ${ago(age)}, but the scan after that was ${
          scanning.lastOutcome
        }.`,
        evidence,
        1,
      );
    }
    return pass(`Scanned ${ago(age)}.`, evidence);
  },
});
