import type { Located } from '@safety-curtain/input';
import { listItems, valueAt } from '@safety-curtain/sbom';

/** Triggers that strangers pull and that give the permissions of the repository. */
export const PRIVILEGED = ['pull_request_target', 'workflow_run'];
/** Triggers that are a part of a release. */
const RELEASING = ['release', 'registry_package'];
/** Triggers that strangers pull. */
export const PUBLIC = [
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  ...PRIVILEGED,
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
];

/** Whether a workflow is a part of a release, by what starts it. */
export function isRelease(
  document: Located,
  triggers: ReadonlySet<string>,
): boolean {
  const push = valueAt(valueAt(document, 'on'), 'push');
  const branches = valueAt(push, 'branches');
  const tagsOnly = valueAt(push, 'tags') && !branches;
  return (
    Boolean(tagsOnly) ||
    namesReleases(branches) ||
    RELEASING.some(name => triggers.has(name))
  );
}

/** Whether all branches that start a workflow are ones of releases. */
function namesReleases(branches: Located | undefined): boolean {
  const names = branches?.kind === 'text' ? [branches] : listItems(branches);
  return (
    names.length > 0 &&
    names.every(
      name => name.kind === 'text' && /^releases?(?:[-/*.]|$)/i.test(name.text),
    )
  );
}

/** The events that start a workflow. */
export function triggersOf(on: Located | undefined): ReadonlySet<string> {
  if (on?.kind === 'map') return new Set(on.entries.keys());
  const items = on?.kind === 'list' ? on.items : [on];
  return new Set(
    items.flatMap(item => (item?.kind === 'text' ? [item.text] : [])),
  );
}
