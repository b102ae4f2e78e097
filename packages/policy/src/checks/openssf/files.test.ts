import { describeCheck } from '../../__testUtils__/checkTable';
import { binaryArtifacts } from './binaryArtifacts';
import { dependencyUpdateTool } from './dependencyUpdateTool';
import { fuzzing } from './fuzzing';
import { openSsfLicense } from './license';
import { sast } from './sast';
import { openSsfSecurityPolicy } from './securityPolicy';
import { job, source } from './__testUtils__/sources';

describeCheck(binaryArtifacts, [
  { when: 'none', facts: source({}), answer: 'pass' },
  {
    when: 'three',
    facts: source(
      {},
      {
        binaries: ['a.jar', 'b.jar', 'c.so'].map(path => ({ path, kind: '' })),
      },
    ),
    answer: 'warn',
    toChange: 3,
  },
  {
    when: 'twelve',
    facts: source(
      {},
      {
        binaries: Array.from({ length: 12 }, (_, at) => ({
          path: `${at}.jar`,
          kind: 'jar',
        })),
      },
    ),
    answer: 'fail',
    says: /0 of 10/,
  },
  {
    when: 'nobody looked',
    facts: source({}, { binaries: undefined }),
    answer: 'unknown',
  },
]);

describeCheck(dependencyUpdateTool, [
  { when: 'Renovate', facts: source({ '.renovaterc': '' }), answer: 'pass' },
  { when: 'none', facts: source({}), answer: 'fail' },
  {
    when: 'walked in part',
    facts: source({}, { complete: false }),
    answer: 'unknown',
  },
]);

describeCheck(openSsfSecurityPolicy, [
  {
    when: 'all of it',
    facts: source({
      'SECURITY.md':
        'Report vulnerabilities to a@example.org; we answer within 3 days.',
    }),
    answer: 'pass',
    says: /10 of 10/,
  },
  {
    when: 'a link only',
    facts: source({ 'SECURITY.md': 'https://example.org/security' }),
    answer: 'warn',
    says: /6 of 10/,
  },
  {
    when: 'words only',
    facts: source({ 'SECURITY.md': 'We care.' }),
    answer: 'fail',
    says: /3 of 10[\s\S]*Missing: a link/,
  },
  { when: 'none', facts: source({}), answer: 'fail', says: /0 of 10/ },
  {
    when: 'not read',
    facts: source({}, { paths: ['SECURITY.md'] }),
    answer: 'unknown',
  },
]);

describeCheck(openSsfLicense, [
  {
    when: 'recognized by its name',
    facts: source({ 'LICENSE-MIT': 'Be good.' }),
    answer: 'pass',
    says: /10 of 10/,
  },
  {
    when: 'not recognized',
    facts: source({ LICENSE: 'Be good.' }),
    answer: 'pass',
    says: /9 of 10/,
  },
  {
    when: 'in a folder only',
    facts: source({ 'LICENSES/MIT.txt': 'Be good.' }),
    answer: 'warn',
    says: /7 of 10/,
  },
  { when: 'none', facts: source({}), answer: 'fail' },
  {
    when: 'walked in part',
    facts: source({}, { complete: false }),
    answer: 'unknown',
  },
]);

describeCheck(sast, [
  {
    when: 'CodeQL',
    facts: job('- uses: github/codeql-action/analyze@v3'),
    answer: 'pass',
  },
  {
    when: 'Sonar in a POM',
    facts: source({
      'pom.xml':
        '<project><properties><sonar.host.url>https://sonar.example.org</sonar.host.url></properties></project>',
    }),
    answer: 'pass',
  },
  { when: 'none', facts: job('- run: make'), answer: 'fail' },
  {
    when: 'walked in part',
    facts: source({}, { complete: false }),
    answer: 'unknown',
  },
]);

describeCheck(fuzzing, [
  {
    when: 'found by the walk',
    facts: source({}, { fuzzers: [{ path: 'a', line: 3, tool: 'Atheris' }] }),
    answer: 'pass',
    says: /Atheris/,
  },
  {
    when: 'ClusterFuzzLite',
    facts: source({ '.clusterfuzzlite/Dockerfile': 'FROM scratch' }),
    answer: 'pass',
  },
  { when: 'none', facts: source({}), answer: 'fail' },
  {
    when: 'nobody looked',
    facts: source({}, { fuzzers: undefined }),
    answer: 'unknown',
  },
]);
