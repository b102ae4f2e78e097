import type { LocatedText, Workflow } from '../../source/workflow';
import type { Evidence } from '../check';
import { samm, slsa, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE, workflowsOf } from './workflows';

/** Parts of `github.event` that whoever opens an issue or a pull request writes. */
const UNTRUSTED = [
  /issue\.(?:title|body)/,
  /pull_request\.(?:title|body)/,
  /pull_request\.head\.(?:ref|label|repo\.default_branch)/,
  /discussion\.(?:title|body)/,
  /comment\.body/,
  /review(?:_comment)?\.body/,
  /pages.{0,200}\.page_name/,
  /commits.{0,200}\.(?:message|author\.(?:email|name))/,
  /head_commit\.(?:message|author\.(?:email|name))/,
  /blocked_user\.(?:name|email)/,
];
const MAX_EXPRESSION = 2000;

/** OpenSSF Dangerous-Workflow: no points as soon as one dangerous pattern is there. */
export const dangerousWorkflow = openSsfCheck({
  name: 'Dangerous-Workflow',
  title: 'No dangerous workflow',
  controls: [
    ...ssdf('PO.5.1', 'PS.1.1'),
    ...sp80053('SA-10', 'SI-10'),
    ...samm('I-SB-A'),
    ...slsa('Build L3'),
  ],
  advice:
    'Pass untrusted values to scripts through environment variables, and never check out a pull request where secrets are available.',
  work: 'setting',
  score({ source }) {
    if (!source) return NO_SOURCE;
    const workflows = workflowsOf(source);
    if (workflows.length === 0) return { nothing: 'There are no workflows.' };
    const evidence = workflows.flatMap(workflow => [
      ...untrustedCheckouts(workflow),
      ...scriptInjections(workflow),
    ]);
    return evidence.length > 0
      ? { score: 0, reason: 'a workflow runs untrusted input', evidence }
      : { score: 10, reason: 'no dangerous pattern', evidence };
  },
});

function untrustedCheckouts({ path, triggers, jobs }: Workflow): Evidence[] {
  const privileged =
    triggers.has('pull_request_target') || triggers.has('workflow_run');
  if (!privileged) return [];
  return jobs
    .flatMap(job => job.steps)
    .filter(step => {
      const ref = step.with.get('ref') ?? '';
      return (
        step.uses?.text.includes('actions/checkout') &&
        /github\.event\.(?:pull_request|workflow_run)/.test(ref)
      );
    })
    .map(step => ({
      kind: 'file',
      file: path,
      line: step.line,
      text: 'Checks out the code of a pull request with the permissions of the repository',
    }));
}

function scriptInjections({ path, jobs }: Workflow): Evidence[] {
  return jobs
    .flatMap(job => job.steps)
    .flatMap(({ run }) => (run ? untrustedExpressions(run) : []))
    .map(({ line, text }) => ({
      kind: 'file',
      file: path,
      line,
      text: `A script contains ${text}, which outsiders can control`,
    }));
}

function untrustedExpressions({ text, line }: LocatedText): LocatedText[] {
  const found: LocatedText[] = [];
  let from = text.indexOf('${{');
  while (from !== -1) {
    const end = text.indexOf('}}', from);
    if (end === -1) break;
    const expression = text.slice(from + 3, end).trim();
    if (isUntrusted(expression.slice(0, MAX_EXPRESSION))) {
      found.push({ line, text: expression.slice(0, 200) });
    }
    from = text.indexOf('${{', end);
  }
  return found;
}

function isUntrusted(expression: string): boolean {
  if (expression.includes('github.head_ref')) return true;
  if (
    /tojson\s{0,20}\(\s{0,20}github(?:\.event)?\s{0,20}\)/i.test(expression)
  ) {
    return true;
  }
  return (
    expression.includes('github.event.') &&
    UNTRUSTED.some(pattern => pattern.test(expression))
  );
}
