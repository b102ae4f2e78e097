import { describeCheck } from '../../__testUtils__/checkTable';
import { goodFacts, noFacts } from '../../__testUtils__/sampleFacts';
import type { ComponentFacts, ManifestFacts } from '../../facts/serviceFacts';
import { integrityHashes } from './integrityHashes';
import { dependenciesLocked } from './locked';
import { lockFileInStep } from './lockFileInStep';
import { dependenciesMaintained } from './maintained';

const components = (...list: Partial<ComponentFacts>[]) =>
  goodFacts({
    components: list.map((changes, index) => ({
      purl: `pkg:npm/p${index}@1.0.0`,
      name: `p${index}`,
      version: '1.0.0',
      direct: true,
      manifest: 'package-lock.json',
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

describeCheck(dependenciesLocked, [
  { when: 'a lock file', facts: manifests({ locked: true }), answer: 'pass' },
  {
    when: 'none',
    facts: manifests({ locked: false }),
    answer: 'fail',
    toChange: 1,
  },
  {
    when: 'a branch in the lock file',
    facts: components({ pinned: false }),
    answer: 'fail',
    says: /p0 1\.0\.0/,
  },
  {
    when: 'a format that does not tell',
    facts: manifests({}),
    answer: 'unknown',
  },
  {
    when: 'locked, and no components gathered',
    facts: noFacts({ manifests: manifests({ locked: true }).manifests }),
    answer: 'unknown',
  },
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
  { when: 'not compared', facts: manifests({}), answer: 'unknown' },
  { when: 'no manifest', facts: manifests(), answer: 'notApplicable' },
]);

describeCheck(integrityHashes, [
  { when: 'all', facts: components({ hashed: true }), answer: 'pass' },
  {
    when: 'nearly all',
    facts: components(...Array.from({ length: 99 }, () => ({ hashed: true })), {
      hashed: false,
    }),
    answer: 'warn',
    says: /99 of 100/,
  },
  {
    when: 'half, of one manifest',
    facts: components({ hashed: true }, { hashed: false }, { hashed: false }),
    answer: 'fail',
    toChange: 1,
  },
  {
    when: 'a format without hashes',
    facts: components({}),
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
    when: 'no direct dependency',
    facts: components({ direct: false }),
    answer: 'notApplicable',
  },
]);
