import { InputError, readLocatedYaml } from '@safety-curtain/input';
import { mapEntries, textAt, valueAt } from '../../input/mergedYaml';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { ActionUses } from './actionUses';

/** The actions of steps, reusable workflows, and the images of jobs. */
function readWorkflow({ text }: ReaderInput): ReaderResult {
  const document = readLocatedYaml(text);
  const jobs = valueAt(document, 'jobs');
  if (jobs?.kind !== 'map') {
    throw new InputError('no workflow: it has no jobs');
  }
  const uses = new ActionUses(text);
  for (const [, { value: job }] of mapEntries(jobs)) {
    uses.addUse(valueAt(job, 'uses'));
    uses.addContainers(job);
    uses.addSteps(valueAt(job, 'steps'));
  }
  return uses.result();
}

/** The actions that a composite action uses, and the image of one that runs in a container. */
function readAction({ text, path }: ReaderInput): ReaderResult {
  const document = readLocatedYaml(text);
  const runs = valueAt(document, 'runs');
  const uses = new ActionUses(text);
  if (runs?.kind !== 'map') {
    // Other tools have files of this name as well, but not in that folder.
    if (/(^|\/)\.github\//.test(path) || document.kind !== 'map') {
      throw new InputError('no action: it has no runs');
    }
    return uses.result();
  }
  uses.addSteps(valueAt(runs, 'steps'));
  const image = textAt(runs, 'image');
  if (image?.startsWith('docker://')) {
    uses.addImage(image.slice('docker://'.length));
  }
  return uses.result();
}

/** `.github/workflows/*.yml`: GitHub Actions workflows. */
export const githubWorkflow: ManifestReader = {
  id: 'github-workflow',
  title: 'GitHub Actions workflow',
  ecosystem: 'GitHub Actions',
  surroundings: true,
  matches: (_, path) => /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  companions: [],
  supersedes: [],
  read: readWorkflow,
};

/** `action.yml`: what an action is made of. */
export const githubAction: ManifestReader = {
  id: 'github-action',
  title: 'GitHub action',
  ecosystem: 'GitHub Actions',
  surroundings: true,
  matches: name => /^action\.ya?ml$/.test(name),
  companions: [],
  supersedes: [],
  read: readAction,
};
