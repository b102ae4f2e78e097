import { type Located, untrustedValuesIn } from '@safety-curtain/input';
import { listItems, mapEntries, textAt, valueAt } from '@safety-curtain/sbom';

/**
 * Outputs of actions that name files or branches of a pull request, which whoever opens it chooses;
 * by the actions' own metadata.
 */
const OUTPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'tj-actions/changed-files',
    [
      'added_files',
      'all_changed_and_modified_files',
      'all_changed_files',
      'all_modified_files',
      'all_old_new_renamed_files',
      'copied_files',
      'deleted_files',
      'modified_files',
      'other_changed_files',
      'other_deleted_files',
      'other_modified_files',
      'renamed_files',
      'type_changed_files',
      'unknown_files',
      'unmerged_files',
    ],
  ],
  ['tj-actions/branch-names', ['current_branch', 'head_ref_branch']],
  [
    'jitterbit/get-changed-files',
    [
      'added',
      'added_modified',
      'all',
      'deleted',
      'modified',
      'removed',
      'renamed',
    ],
  ],
  [
    'trilom/file-changes-action',
    ['files', 'files_added', 'files_modified', 'files_removed'],
  ],
  ['xt0rted/pull-request-comment-branch', ['head_ref']],
]);

/** Outputs of earlier steps that strangers choose, as contexts in lower case. */
export function changedFilesOutputs(steps: Located | undefined): string[] {
  return listItems(steps).flatMap(step => {
    const id = textAt(step, 'id')?.toLowerCase();
    const [action] = (textAt(step, 'uses') ?? '').toLowerCase().split('@', 1);
    if (!id) return [];
    const named = OUTPUTS.get(action) ?? filtered(action, step);
    return named.map(output => `steps.${id}.outputs.${output}`);
  });
}

/** `dorny/paths-filter` has an output of files for each of its filters, where they are asked for. */
function filtered(action: string, step: Located): string[] {
  const inputs = valueAt(step, 'with');
  const listed = textAt(inputs, 'list-files') ?? 'none';
  // These forms are quoted for a shell.
  if (action !== 'dorny/paths-filter' || !/^(?:csv|json)$/.test(listed)) {
    return [];
  }
  const names = (textAt(inputs, 'filters') ?? '').matchAll(
    /^\s{0,20}([\w-]{1,100}):/gm,
  );
  return [...names].map(([, name]) => `${name.toLowerCase()}_files`);
}

/** Values of the matrix of a job that strangers choose, as contexts in lower case. */
export function chosenInMatrix(job: Located): string[] {
  const matrix = valueAt(valueAt(job, 'strategy'), 'matrix');
  return [matrix, ...listItems(valueAt(matrix, 'include'))]
    .flatMap(mapEntries)
    .filter(([, { value }]) =>
      [value, ...listItems(value)].some(
        each =>
          each.kind === 'text' && untrustedValuesIn(each.text, 1).length > 0,
      ),
    )
    .map(([name]) => `matrix.${name.toLowerCase()}`);
}

/**
 * What callers give to a composite action, or as texts to a workflow that can be called, as contexts
 * in lower case.
 */
export function inputsOf(document: Located): ReadonlySet<string> {
  const isAction = textAt(valueAt(document, 'runs'), 'using') === 'composite';
  const inputs = isAction
    ? mapEntries(valueAt(document, 'inputs'))
    : mapEntries(
        valueAt(valueAt(valueAt(document, 'on'), 'workflow_call'), 'inputs'),
      ).filter(([, { value }]) => textAt(value, 'type') === 'string');
  return new Set(inputs.map(([name]) => `inputs.${name.toLowerCase()}`));
}
