import { actionName, Job, Permissions, Workflow } from '../../source/workflow';
import type { Evidence } from '../check';
import { slsa, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { publishingJobs } from './packaging';
import { JobPattern, matchingLine, NO_SOURCE, workflowsOf } from './workflows';

/** Points that a write permission for a whole workflow costs, by scope. */
const COSTS: ReadonlyMap<string, number> = new Map([
  ['actions', 10],
  ['checks', 0.5],
  ['contents', 10],
  ['deployments', 1],
  ['packages', 10],
  ['security-events', 1],
  ['statuses', 0.5],
]);

/** Jobs that need to write the repository's contents, as OpenSSF Scorecard knows them. */
const RELEASING_JOBS: readonly JobPattern[] = [
  { steps: [{ uses: 'peaceiris/actions-gh-pages' }] },
  { steps: [{ uses: 'relekang/python-semantic-release' }] },
  { steps: [{ run: ['npx', 'semantic-release'] }] },
  { steps: [{ run: ['pnpm', 'semantic-release'] }] },
  { steps: [{ run: ['yarn', 'semantic-release'] }] },
  {
    steps: [
      { uses: 'actions/setup-go' },
      { uses: 'goreleaser/goreleaser-action' },
    ],
  },
  {
    steps: [
      {
        uses: 'slsa-framework/slsa-github-generator/.github/workflows/builder_go_slsa3.yml',
      },
    ],
  },
  {
    steps: [
      {
        uses: 'slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml',
      },
    ],
  },
  { steps: [{ run: ['mvn', 'release:prepare'] }] },
];

/** Actions that upload what they found as security events. */
const UPLOADING_ACTIONS = new Set([
  'github/codeql-action/analyze',
  'github/codeql-action/upload-sarif',
  'haskell-actions/hlint-scan',
  'ossf/scorecard-action',
  'zizmorcore/zizmor-action',
]);

/**
 * OpenSSF Token-Permissions: ten points less what workflows grant for all of
 * their jobs, or leave to the repository's setting. Write permissions of a job
 * cost nothing by themselves where the workflow declares its own.
 */
export const tokenPermissions = openSsfCheck({
  name: 'Token-Permissions',
  title: 'Workflow tokens with least privilege',
  controls: [
    ...ssdf('PO.5.1', 'PS.1.1'),
    ...sp80053('AC-6'),
    ...slsa('Build L3'),
  ],
  advice:
    'Declare read-only permissions at the top of each workflow, and grant write permissions only in the jobs that need them.',
  work: 'setting',
  score({ source }) {
    if (!source) return NO_SOURCE;
    const workflows = workflowsOf(source);
    if (workflows.length === 0) return { nothing: 'There are no workflows.' };
    const graded = workflows.map(gradeWorkflow);
    const lost = graded.reduce((sum, { cost }) => sum + cost, 0);
    const evidence = graded
      .flatMap(each => each.evidence)
      .sort((a, b) => b.cost - a.cost)
      .map(({ cost, ...rest }) => rest);
    const score = Math.floor(Math.max(0, 10 - lost));
    return {
      score,
      reason:
        score === 10
          ? 'tokens have least privilege'
          : 'workflow tokens have more permissions than they need',
      evidence,
    };
  },
});

type Grade = Evidence & { cost: number };

function gradeWorkflow({ path, permissions, jobs }: Workflow) {
  const evidence: Grade[] = [];
  const add = (cost: number, line: number, text: string) =>
    evidence.push({ kind: 'file', file: path, line, text, cost });
  const undeclared = jobs.find(job => !job.permissions);
  const ignored = neededScopes(jobs);
  const writing = jobs.flatMap(job =>
    writesOf(job.permissions).filter(({ name }) => !ignored.has(name)),
  );
  if (!permissions) {
    // With a job that declares nothing either, the repository's setting holds, which may be all.
    if (undeclared) {
      add(10, undeclared.line, `Job ${undeclared.id} declares no permissions`);
    } else {
      add(0.5, 1, 'The workflow declares no permissions');
      for (const { line, name } of writing) {
        add(0.5, line, `A job may write ${name}`);
      }
    }
  } else {
    for (const { name, line } of writesOf(permissions)) {
      if (name === 'everything') {
        const worst = undeclared !== undefined || writing.length > 0;
        add(worst ? 10 : 0.5, line, 'All jobs may write everything');
      } else {
        const cost = COSTS.get(name) ?? 0;
        const withJobs = writing.length > 0 && COSTS.has(name) ? 10 : cost;
        if (withJobs > 0) add(withJobs, line, `All jobs may write ${name}`);
      }
    }
  }
  return {
    cost: evidence.reduce((sum, each) => sum + each.cost, 0),
    evidence,
  };
}

/** The scopes of interest that may be written; `everything` for all at once. */
function writesOf(permissions: Permissions | undefined) {
  if (!permissions) return [];
  const { all, scopes, line } = permissions;
  if (all !== undefined && all.toLowerCase() !== 'read-all') {
    return [{ name: 'everything', line }];
  }
  return scopes
    .filter(
      ({ name, value }) => value.toLowerCase() === 'write' && COSTS.has(name),
    )
    .map(({ name, line: at }) => ({ name, line: at }));
}

/** What jobs of a workflow write as part of their work. */
function neededScopes(jobs: readonly Job[]): Set<string> {
  const some = (patterns: readonly JobPattern[]) =>
    jobs.some(job => matchingLine(job, patterns) !== undefined);
  const uploads = jobs
    .flatMap(job => job.steps)
    .some(({ uses }) => uses && UPLOADING_ACTIONS.has(actionName(uses.text)));
  const scopes = new Set<string>();
  if (some(publishingJobs)) scopes.add('packages');
  if (some(RELEASING_JOBS)) scopes.add('contents');
  if (uploads) scopes.add('security-events');
  return scopes;
}
