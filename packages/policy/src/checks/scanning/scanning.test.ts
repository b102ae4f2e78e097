import { describeCheck } from '../../__testUtils__/checkTable';
import { daysAgo, noFacts } from '../../__testUtils__/sampleFacts';
import { scannedRecently } from './scannedRecently';
import { sourceCovered } from './sourceCovered';

describeCheck(scannedRecently, [
  {
    when: 'scanned yesterday',
    facts: noFacts({ scanning: { lastGoodAt: daysAgo(1) } }),
    answer: 'pass',
    says: /1 day ago/,
  },
  {
    when: 'a clock ahead of ours',
    facts: noFacts({ scanning: { lastGoodAt: daysAgo(-1) } }),
    answer: 'pass',
  },
  {
    when: 'the scan after the good one failed',
    facts: noFacts({
      scanning: {
        lastGoodAt: daysAgo(2),
        lastAt: daysAgo(1),
        lastOutcome: 'failed',
        lastReason: 'the source answered 503',
      },
    }),
    answer: 'warn',
    says: /answered 503/,
  },
  {
    when: 'older than the limit',
    facts: noFacts({ scanning: { lastGoodAt: daysAgo(8) } }),
    answer: 'fail',
    says: /8 days old/,
  },
  {
    when: 'younger than a limit of the scorecard',
    facts: noFacts({ scanning: { lastGoodAt: daysAgo(8) } }),
    options: { days: 30 },
    answer: 'pass',
  },
  { when: 'never', facts: noFacts({ scanning: {} }), answer: 'fail' },
  {
    when: 'a date that is none',
    facts: noFacts({ scanning: { lastGoodAt: 'yesterday' } }),
    answer: 'unknown',
    says: /“yesterday” is not a date/,
  },
]);

describeCheck(sourceCovered, [
  {
    when: 'all read',
    facts: noFacts({
      manifests: [{ path: 'a', ecosystem: 'npm', state: 'read' }],
    }),
    answer: 'pass',
  },
  {
    when: 'one stale',
    facts: noFacts({
      manifests: [
        { path: 'a', ecosystem: 'npm', state: 'read' },
        { path: 'b', ecosystem: 'npm', state: 'stale', reason: 'too large' },
      ],
    }),
    answer: 'warn',
    says: /too large/,
  },
  {
    when: 'one failed',
    facts: noFacts({
      manifests: [
        { path: 'a', ecosystem: 'npm', state: 'failed', reason: 'not JSON' },
        { path: 'b', ecosystem: 'npm', state: 'stale' },
      ],
    }),
    answer: 'fail',
    says: /2 of 2 package manifests/,
    toChange: 2,
  },
  {
    when: 'no manifest',
    facts: noFacts({ manifests: [] }),
    answer: 'notApplicable',
  },
]);
