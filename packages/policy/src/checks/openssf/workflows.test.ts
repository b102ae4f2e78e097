import { describeCheck } from '../../__testUtils__/checkTable';
import type { ServiceFacts } from '../../facts/serviceFacts';
import { runCheck } from '../runCheck';
import { dangerousWorkflow } from './dangerousWorkflow';
import { OpenSsfCheck } from './openSsfCheck';
import { packaging } from './packaging';
import { pinnedDependencies } from './pinnedDependencies';
import { tokenPermissions } from './tokenPermissions';
import { job, source, workflow } from './__testUtils__/sources';

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
    when: 'a checkout of the repository of a pull request with our rights',
    facts: workflow(
      'on: [pull_request_target]\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          repository: ${{ github.event.pull_request.head.repo.full_name }}\n          ref: main\n',
    ),
    answer: 'fail',
  },
  {
    when: 'a title by brackets within the script',
    facts: job("- run: echo ${{ github['event'].issue['title'] }}"),
    answer: 'fail',
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

it('names the line of a longer script in which it is', () => {
  const facts = job('- run: |\n    echo a\n    echo ${{ github.head_ref }}');
  const { evidence } = runCheck(dangerousWorkflow, facts, { now: new Date(0) });
  expect(evidence).toMatchObject([{ line: 8 }]);
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
