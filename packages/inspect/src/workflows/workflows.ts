import { findReader } from '@safety-curtain/sbom';
import type { Inspector, Observation } from '../inspector';
import { inspectGitHub } from './github';
import { inspectGitLab } from './gitlab';
import { workflowRules } from './rules';
import { inspectUpdateTool, isUpdateTool } from './updateTools';

const WORKFLOW = /^\.github\/workflows\/[^/]{1,255}\.ya?ml$/i;
const ACTION = /(?:^|\/)action\.ya?ml$/i;

/** Workflows and actions of GitHub, pipelines of GitLab, configurations of update tools. */
export const workflows: Inspector = {
  tool: { id: 'safety-curtain-workflows', name: 'Safety Curtain workflows' },
  rules: workflowRules,
  wants: path =>
    WORKFLOW.test(path) ||
    ACTION.test(path) ||
    isUpdateTool(path) ||
    findReader(path)?.id === 'gitlab-ci',
  inspect({ path, text }): Observation[] {
    if (isUpdateTool(path)) return inspectUpdateTool(path, text);
    if (WORKFLOW.test(path) || ACTION.test(path)) return inspectGitHub(text);
    return inspectGitLab(text);
  },
};
