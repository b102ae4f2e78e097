import {
  checksOutProposal,
  untrustedValuesIn,
  untrustedVariables,
} from '@safety-curtain/input';
import { scriptLine, type Workflow } from '../../source/workflow';
import type { Evidence } from '../check';
import { samm, slsa, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE, workflowsOf } from './workflows';

/**
 * OpenSSF Dangerous-Workflow: no points as soon as one dangerous pattern is there. What is one is
 * told by the same functions as the inspections `untrusted-checkout` and `script-injection`.
 */
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
    .filter(step =>
      checksOutProposal({
        uses: step.uses?.text ?? '',
        ref: step.with.get('ref'),
        repository: step.with.get('repository'),
        run: step.run?.text,
        env: step.env,
      }),
    )
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
    .flatMap(({ run, env }) =>
      run
        ? untrustedValuesIn(
            run.text,
            scriptLine(run),
            new Set(untrustedVariables(env)),
          )
        : [],
    )
    .map(({ line, context }) => ({
      kind: 'file',
      file: path,
      line,
      text: `A script contains ${context}, which outsiders can control`,
    }));
}
