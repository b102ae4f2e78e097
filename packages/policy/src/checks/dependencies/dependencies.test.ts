import { describeCheck } from '../../__testUtils__/checkTable';
import { goodFacts, noFacts } from '../../__testUtils__/sampleFacts';
import type { ComponentFacts, ManifestFacts } from '../../facts/serviceFacts';
import { integrityHashes } from './integrityHashes';
import { dependenciesLocked } from './locked';
import { lockFileInStep } from './lockFileInStep';
import { dependenciesMaintained } from './maintained';
import { dependenciesProvenance } from './provenance';

const components = (...list: Partial<ComponentFacts>[]) =>
  goodFacts({
    components: list.map((changes, index) => ({
      purl: `pkg:npm/p${index}@1.0.0`,
      name: `p${index}`,
      version: '1.0.0',
      direct: true,
      ...changes,
    })),
  });

const manifests = (...list: Partial<ManifestFacts>[]) =>
  goodFacts({
    manifests: list.map(changes => ({
      path: 'package.json',
      ecosystem: 'npm',
      state: 'read',
      ...changes,
    })),
  });

const LEFT = { purl: 'pkg:npm/left@1.0.0', name: 'left', version: '1.0.0' };
const NONE = { count: 0, first: [] };
const UNREADABLE = { state: 'failed', reason: 'not JSON' } as const;

describeCheck(dependenciesLocked, [
  {
    when: 'a lock file',
    facts: manifests({ locked: true, unpinned: NONE }),
    answer: 'pass',
  },
  {
    when: 'a lock file, and a format that does not tell',
    facts: manifests({ locked: true, unpinned: NONE }, {}),
    answer: 'pass',
  },
  {
    when: 'none',
    facts: manifests({ locked: false }),
    answer: 'fail',
    toChange: 1,
  },
  {
    when: 'none, with the reason of the scan',
    facts: manifests({
      locked: false,
      reason: 'no lock file for package.json',
    }),
    answer: 'fail',
    says: /no lock file for package\.json/,
  },
  {
    when: 'branches in the lock file, more than are named',
    facts: manifests({
      locked: true,
      unpinned: { count: 7, first: [LEFT] },
    }),
    answer: 'fail',
    says: /left 1\.0\.0: what it refers to can change/,
    toChange: 7,
  },
  {
    when: 'requirements without versions, each of which is named',
    facts: manifests({ locked: false, unpinned: { count: 1, first: [LEFT] } }),
    answer: 'fail',
    says: /1 place is not pinned/,
    toChange: 1,
  },
  {
    when: 'a format that does not tell',
    facts: manifests({}),
    answer: 'unknown',
  },
  {
    when: 'locked, and nobody looked at the origins',
    facts: manifests({ locked: true }),
    answer: 'unknown',
    says: /was not checked/,
  },
  {
    when: 'locked, and another manifest could not be read',
    facts: manifests({ locked: true, unpinned: NONE }, UNREADABLE),
    answer: 'unknown',
    says: /not JSON/,
  },
  { when: 'nothing gathered', facts: noFacts(), answer: 'unknown' },
  { when: 'no manifest', facts: manifests(), answer: 'notApplicable' },
]);

describeCheck(lockFileInStep, [
  { when: 'in step', facts: manifests({ inStep: true }), answer: 'pass' },
  {
    when: 'not in step',
    facts: manifests({ inStep: false, difference: 'left ^2 is locked at 1.0' }),
    answer: 'fail',
    says: /locked at 1\.0/,
  },
  {
    when: 'in step, and another manifest could not be read',
    facts: manifests({ inStep: true }, UNREADABLE),
    answer: 'unknown',
    says: /not JSON/,
  },
  { when: 'not compared', facts: manifests({}), answer: 'unknown' },
  { when: 'nothing gathered', facts: noFacts(), answer: 'unknown' },
  { when: 'no manifest', facts: manifests(), answer: 'notApplicable' },
]);

const hashes = (able: number, without: number) => ({
  hashes: { able, without, first: without > 0 ? [LEFT] : [] },
});

describeCheck(integrityHashes, [
  { when: 'all', facts: manifests(hashes(3, 0)), answer: 'pass' },
  {
    when: 'nearly all, in one of two manifests',
    facts: manifests(hashes(49, 0), hashes(51, 1)),
    answer: 'warn',
    says: /99 of 100/,
    toChange: 1,
  },
  {
    when: 'nearly all, where that is enough',
    facts: manifests(hashes(100, 1)),
    options: { share: 99 },
    answer: 'pass',
  },
  {
    when: 'a third, of one manifest',
    facts: manifests(hashes(3, 2), {}),
    answer: 'fail',
    says: /left 1\.0\.0: no hash/,
    toChange: 1,
  },
  {
    when: 'all, and another manifest could not be read',
    facts: manifests(hashes(3, 0), UNREADABLE),
    answer: 'unknown',
  },
  { when: 'nothing gathered', facts: noFacts(), answer: 'unknown' },
  {
    when: 'a format without hashes',
    facts: manifests({}),
    answer: 'notApplicable',
  },
]);

describeCheck(dependenciesMaintained, [
  { when: 'young', facts: components({ daysBehind: 10 }), answer: 'pass' },
  {
    when: 'some ages unknown',
    facts: components({ daysBehind: 10 }, {}),
    answer: 'pass',
    says: /the age of 1 is known/,
  },
  {
    when: 'getting old',
    facts: components({ daysBehind: 400 }),
    answer: 'warn',
    says: /400 days behind/,
  },
  { when: 'old', facts: components({ daysBehind: 800 }), answer: 'fail' },
  {
    when: 'deprecated, with and without a message',
    facts: components({ deprecated: 'use right' }, { deprecated: '' }),
    answer: 'fail',
    says: /deprecated: use right/,
    toChange: 2,
  },
  {
    when: 'only a transitive one is old',
    facts: components({ daysBehind: 1 }, { daysBehind: 900, direct: false }),
    answer: 'pass',
  },
  { when: 'nobody asked', facts: components({}), answer: 'unknown' },
  {
    when: 'nobody knows what is direct',
    facts: components({ direct: undefined, daysBehind: 900 }),
    answer: 'unknown',
  },
  {
    when: 'one that is direct is old, whatever is not known',
    facts: components({ daysBehind: 900 }, { direct: undefined }),
    answer: 'fail',
  },
  {
    when: 'one may be direct and old',
    facts: components(
      { daysBehind: 1 },
      { direct: undefined, daysBehind: 900 },
    ),
    answer: 'unknown',
    says: /Of 1 dependency it is not known/,
  },
  {
    when: 'no direct dependency',
    facts: components({ direct: false }),
    answer: 'notApplicable',
  },
]);

const VERIFIED = { outcome: 'verified', level: 2 } as const;
const NOT_SIGNED = { outcome: 'not-signed' } as const;

describeCheck(dependenciesProvenance, [
  {
    when: 'half of them verified',
    facts: components({ provenance: VERIFIED }, { provenance: NOT_SIGNED }),
    answer: 'pass',
    says: /^1 of 2 direct dependencies/,
  },
  {
    when: 'fewer verified than asked for',
    facts: components({ provenance: VERIFIED }, { provenance: NOT_SIGNED }),
    options: { share: 60 },
    answer: 'warn',
    toChange: 1,
  },
  {
    when: 'a lower level than asked for',
    facts: components({ provenance: VERIFIED }),
    options: { level: 3 },
    answer: 'warn',
    says: /of SLSA build level 3/,
  },
  {
    when: 'one that fails, however few are asked for',
    facts: components(
      { provenance: VERIFIED },
      { provenance: { outcome: 'failed' } },
    ),
    options: { share: 0 },
    answer: 'fail',
    toChange: 1,
  },
  {
    when: 'one that fails, and nobody knows whether it is direct',
    facts: components({ provenance: { outcome: 'failed' }, direct: undefined }),
    answer: 'fail',
  },
  {
    when: 'none that anybody could check',
    facts: components({ provenance: { outcome: 'unchecked' } }),
    answer: 'unknown',
  },
  {
    when: 'others that fail',
    facts: components(
      { provenance: VERIFIED },
      { provenance: { outcome: 'failed' }, direct: false },
    ),
    answer: 'pass',
  },
  {
    when: 'nobody asked',
    facts: components({}),
    answer: 'unknown',
  },
  {
    when: 'no dependencies',
    facts: components(),
    answer: 'notApplicable',
  },
]);
