import { describeCheck } from '../../__testUtils__/checkTable';
import {
  currentData,
  noFacts,
  sourceOf,
} from '../../__testUtils__/sampleFacts';
import type { FindingFacts, ServiceFacts } from '../../facts/serviceFacts';
import { readOpenSsfResult } from '../../openssf/readOpenSsfResult';
import type { SourceTree } from '../../source/sourceTree';
import { runCheck } from '../runCheck';
import { binaryArtifacts } from './binaryArtifacts';
import { dangerousWorkflow } from './dangerousWorkflow';
import { dependencyUpdateTool } from './dependencyUpdateTool';
import { fuzzing } from './fuzzing';
import { openSsfLicense } from './license';
import { onlyByResult } from './onlyByResult';
import { OpenSsfCheck } from './openSsfCheck';
import { openSsfScore, openSsfRating } from './openSsfScore';
import { packaging } from './packaging';
import { pinnedDependencies } from './pinnedDependencies';
import { sast } from './sast';
import { openSsfSecurityPolicy } from './securityPolicy';
import { tokenPermissions } from './tokenPermissions';
import { vulnerabilities } from './vulnerabilities';

const source = (
  files: Record<string, string>,
  more: Partial<SourceTree> = {},
) => noFacts({ source: sourceOf(files, more) });

const workflow = (text: string) => source({ '.github/workflows/w.yml': text });

const job = (steps: string, before = '') =>
  workflow(
    `on: push\n${before}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps
      .split('\n')
      .map(line => `      ${line}`)
      .join('\n')}\n`,
  );

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function scoreOf(check: OpenSsfCheck, facts: ServiceFacts) {
  return check.score?.(facts).score;
}

describeCheck(dangerousWorkflow, [
  {
    when: 'a title through the environment',
    facts: job(
      '- run: echo "$TITLE"\n  env:\n    TITLE: ${{ github.event.issue.title }}',
    ),
    answer: 'pass',
  },
  {
    when: 'a title within the script',
    facts: job('- run: echo ${{ github.event.issue.title }}'),
    answer: 'fail',
    says: /github\.event\.issue\.title/,
  },
  {
    when: 'the whole event within the script',
    facts: job("- run: echo '${{ toJSON(github.event) }}'"),
    answer: 'fail',
  },
  {
    when: 'a checkout of a pull request with its own rights',
    facts: job(
      '- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.event.pull_request.head.sha }}',
    ),
    answer: 'pass',
  },
  {
    when: 'a checkout of a pull request with our rights',
    facts: workflow(
      'on: [pull_request_target]\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n',
    ),
    answer: 'fail',
    toChange: 1,
  },
  {
    when: 'a workflow that is no YAML',
    facts: workflow('jobs: [a'),
    answer: 'unknown',
    says: /w\.yml: not valid YAML/,
  },
  { when: 'no workflow', facts: source({}), answer: 'notApplicable' },
]);

it('names file and line of a dangerous script', () => {
  const facts = job('- run: echo ${{ github.head_ref }}');
  const { evidence } = runCheck(dangerousWorkflow, facts, { now: new Date(0) });
  expect(evidence).toMatchObject([
    { file: '.github/workflows/w.yml', line: 6 },
  ]);
});

describe('openssf-token-permissions', () => {
  const permissions = (top: string, inJob: string) =>
    workflow(
      `on: push\n${top}jobs:\n  a:\n${inJob}    steps:\n      - run: make\n`,
    );
  const JOB_READ = '    permissions:\n      contents: read\n';
  const JOB_WRITE = '    permissions:\n      contents: write\n';
  it.each([
    ['read-only at the top', 'permissions: read-all\n', '', 10],
    ['nothing at all at the top', 'permissions: {}\n', '', 10],
    ['nothing declared', '', '', 0],
    ['only in the job', '', JOB_READ, 9],
    ['a job that writes', 'permissions: read-all\n', JOB_WRITE, 10],
    ['everything at the top', 'permissions: write-all\n', JOB_READ, 9],
    ['everything at the top and for a job', 'permissions: write-all\n', '', 0],
    ['contents at the top', 'permissions:\n  contents: write\n', JOB_READ, 0],
    ['checks at the top', 'permissions:\n  checks: write\n', JOB_READ, 9],
    ['a scope of no interest', 'permissions:\n  issues: write\n', JOB_READ, 10],
  ])('%s', (_when, top, inJob, score) => {
    expect(scoreOf(tokenPermissions, permissions(top, inJob))).toBe(score);
  });

  it('lets a job that uploads findings write them', () => {
    const facts = workflow(
      'permissions: read-all\njobs:\n  a:\n    permissions:\n      security-events: write\n    steps:\n      - uses: github/codeql-action/upload-sarif@v3\n',
    );
    expect(scoreOf(tokenPermissions, facts)).toBe(10);
  });
});

describeCheck(tokenPermissions, [
  {
    when: 'read-only',
    facts: job('- run: make', 'permissions: read-all\n'),
    answer: 'pass',
  },
  { when: 'nothing declared', facts: job('- run: make'), answer: 'fail' },
  { when: 'no workflow', facts: source({}), answer: 'notApplicable' },
]);

describe('openssf-pinned-dependencies', () => {
  it.each([
    ['an action of GitHub by commit', `- uses: actions/a@${COMMIT}`, 10],
    ['an action of GitHub by tag', '- uses: actions/a@v1', 0],
    ['one of each', `- uses: actions/a@v1\n- uses: other/b@${COMMIT}`, 8],
    ['its own action', `- uses: ./a\n- uses: actions/a@${COMMIT}`, 10],
    ['npm ci and npm install', '- run: |\n    npm ci\n    npm install', 5],
    ['curl into a shell', '- run: curl -s https://example.org | bash', 0],
    [
      'PowerShell',
      `- run: npm install\n  shell: pwsh\n- uses: a/b@${COMMIT}`,
      10,
    ],
  ])('%s', (_when, steps, score) => {
    expect(scoreOf(pinnedDependencies, job(steps))).toBe(score);
  });

  it('counts a file that one step fetches and another runs', () => {
    const facts = job('- run: wget https://example.org/a.sh\n- run: bash a.sh');
    const { evidence } = runCheck(pinnedDependencies, facts, {
      now: new Date(0),
    });
    expect(evidence).toMatchObject([{ line: 7 }]);
  });

  it('leaves what others wrote alone', () => {
    expect(
      scoreOf(pinnedDependencies, source({ 'vendor/Dockerfile': 'FROM node' })),
    ).toBeUndefined();
  });
});

describeCheck(pinnedDependencies, [
  {
    when: 'an image by digest',
    facts: source({ Dockerfile: `FROM node@sha256:${'a'.repeat(64)}` }),
    answer: 'pass',
  },
  {
    when: 'half',
    facts: source({ 'a.sh': 'npm ci\npip install left\n' }),
    answer: 'warn',
  },
  {
    when: 'an image by tag',
    facts: source({ Dockerfile: 'FROM node:24' }),
    answer: 'fail',
    says: /node:24/,
  },
  { when: 'nothing fetched', facts: source({}), answer: 'notApplicable' },
  {
    when: 'a script that was not read',
    facts: source({}, { paths: ['a.sh'] }),
    answer: 'unknown',
    says: /a\.sh/,
  },
]);

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

describeCheck(packaging, [
  {
    when: 'published by docker',
    facts: job('- run: |\n    docker build . \\\n      && docker push shop'),
    answer: 'pass',
  },
  {
    when: 'npm with Node set up',
    facts: job('- uses: actions/setup-node@v4\n- run: npm publish'),
    answer: 'pass',
  },
  { when: 'not', facts: job('- run: make'), answer: 'notApplicable' },
  {
    when: 'a workflow that is no YAML',
    facts: workflow('{'),
    answer: 'unknown',
  },
]);

const open = (...ids: string[]) =>
  noFacts({
    findings: ids.map<FindingFacts>(id => ({
      id,
      package: 'left',
      severity: 'low',
      state: 'open',
      firstSeenAt: '2026-01-01T00:00:00Z',
      knownExploited: false,
    })),
    vulnerabilityData: currentData,
  });

const ofOldData = (facts: ServiceFacts): ServiceFacts => ({
  ...facts,
  vulnerabilityData: { ...currentData, advisories: { state: 'stale' } },
});

describeCheck(vulnerabilities, [
  { when: 'none', facts: open(), answer: 'pass' },
  {
    when: 'one in two places',
    facts: open('CVE-1', 'CVE-1'),
    answer: 'pass',
    says: /9 of 10/,
  },
  { when: 'four', facts: open('1', '2', '3', '4'), answer: 'warn' },
  {
    when: 'eleven',
    facts: open(...Array.from({ length: 11 }, (_, at) => `CVE-${at}`)),
    answer: 'fail',
    says: /0 of 10/,
  },
  {
    when: 'four, by old data',
    facts: ofOldData(open('1', '2', '3', '4')),
    answer: 'unknown',
    says: /too old/,
  },
  {
    when: 'six, by old data',
    facts: ofOldData(open('1', '2', '3', '4', '5', '6')),
    answer: 'fail',
  },
]);

const result = (...checks: [name: string, score: number][]) =>
  readOpenSsfResult({
    date: '2026-05-30',
    repo: { name: 'example.org/shop' },
    scorecard: { version: 'v5' },
    score: 5,
    checks: checks.map(([name, score]) => ({
      name,
      score,
      reason: 'as it is',
      details: ['Warn: a detail'],
    })),
  });

for (const check of onlyByResult) {
  const given = (score: number) =>
    noFacts({ openSsf: result([check.openSsfName, score]) });
  describeCheck(check, [
    { when: 'ten points', facts: given(10), answer: 'pass' },
    { when: 'six', facts: given(6), answer: 'warn', says: /a detail/ },
    { when: 'none', facts: given(0), answer: 'fail' },
    { when: 'inconclusive', facts: given(-1), answer: 'unknown' },
  ]);
}

describe('a configured result', () => {
  it('goes before our own reading, which answers where it is inconclusive', () => {
    const facts = noFacts({
      source: sourceOf({ LICENSE: '' }),
      openSsf: result(['License', 3], ['Dependency-Update-Tool', -1]),
    });
    const { checks, by } = openSsfRating(facts);
    expect(checks).toContainEqual({
      name: 'License',
      score: 3,
      reason: 'OpenSSF Scorecard: as it is',
    });
    expect(
      checks.find(({ name }) => name === 'Dependency-Update-Tool'),
    ).toEqual({
      name: 'Dependency-Update-Tool',
      score: 0,
      reason: 'no update tool is set up',
    });
    expect(by).toBe('both');
  });
});

describeCheck(openSsfScore, [
  {
    when: 'a full result, well',
    facts: noFacts({
      openSsf: result(
        ['Dangerous-Workflow', 10],
        ['Token-Permissions', 10],
        ['Vulnerabilities', 10],
        ['Maintained', 10],
        ['Code-Review', 10],
        ['Branch-Protection', 10],
      ),
    }),
    answer: 'pass',
    says: /10 of 10, partial: 45 percent/,
  },
  {
    when: 'our own reading of an empty source',
    facts: noFacts({
      source: sourceOf({}),
      findings: [],
      vulnerabilityData: currentData,
    }),
    answer: 'fail',
    options: { coverage: 30 },
    says: /partial/,
  },
  {
    when: 'the same, with a lower bar',
    facts: noFacts({
      source: sourceOf({}),
      findings: [],
      vulnerabilityData: currentData,
    }),
    options: { coverage: 30, fail: 3 },
    answer: 'warn',
  },
  {
    when: 'too little of it',
    facts: noFacts({ findings: [], vulnerabilityData: currentData }),
    answer: 'unknown',
    says: /Only 7 percent/,
  },
]);
