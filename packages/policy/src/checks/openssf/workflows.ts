import type { SourceTree } from '../../source/sourceTree';
import { missingTexts, textsOf } from '../../source/sourceTree';
import {
  actionName,
  isWorkflow,
  Job,
  joinedLines,
  readWorkflow,
  Workflow,
} from '../../source/workflow';
import type { OpenSsfScore } from './openSsfCheck';

export const NO_SOURCE: OpenSsfScore = {
  missing: 'The source files are unknown.',
};

/** A file of comments only is no workflow. */
function isEmpty(text: string): boolean {
  return text.split('\n').every(line => /^\s*(?:#|$)/.test(line));
}

/**
 * The workflows of a source.
 *
 * @throws InputError with the path of a workflow that cannot be read: what it
 * may hold is then not known.
 */
export function workflowsOf(source: SourceTree): Workflow[] {
  const [missing] = missingTexts(source, isWorkflow);
  if (missing) throw new Error(`${missing.path}: ${missing.reason}`);
  return textsOf(source, isWorkflow)
    .filter(({ text }) => !isEmpty(text))
    .map(({ path, text }) => {
      try {
        return readWorkflow(path, text);
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message}`);
      }
    });
}

/** What a job must have: each of the steps, in any order. */
export interface JobPattern {
  steps: readonly StepPattern[];
}

export interface StepPattern {
  /** Name of an action, without its version. */
  uses?: string;
  /** Words that follow one another in one line of the script, other text between them. */
  run?: readonly string[];
}

/** The line of the last step that makes a job fit one of the patterns. */
export function matchingLine(
  job: Job,
  patterns: readonly JobPattern[],
): number | undefined {
  for (const { steps } of patterns) {
    const lines = steps.map(pattern => stepLine(job, pattern));
    if (lines.every(line => line !== undefined)) return lines[lines.length - 1];
  }
  return undefined;
}

function stepLine(job: Job, pattern: StepPattern): number | undefined {
  if (pattern.uses !== undefined && job.uses) {
    if (actionName(job.uses.text) === pattern.uses) return job.uses.line;
  }
  return job.steps.find(step => {
    if (pattern.uses !== undefined) {
      return step.uses && actionName(step.uses.text) === pattern.uses;
    }
    return step.run && hasWords(step.run.text, pattern.run ?? []);
  })?.line;
}

function hasWords(script: string, words: readonly string[]): boolean {
  return joinedLines(script)
    .split('\n')
    .some(line => {
      let at = 0;
      return words.every(word => {
        const found = line.indexOf(word, at);
        at = found + word.length;
        return found !== -1;
      });
    });
}
