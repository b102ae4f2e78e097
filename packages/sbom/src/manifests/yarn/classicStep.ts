import { compared, requirementText, type Step } from '../../locks/comparison';
import type { Sibling } from '../../model';
import { packageJsonBeside } from '../npm/packageJson';
import { workspaceMembers } from '../npm/workspaceMembers';

/**
 * Whether yarn's first lock file format has an entry for all that package.json and those of the
 * members ask for, as `yarn install --frozen-lockfile` wants.
 *
 * @param headers - entries by the patterns that they answer
 */
export function classicInStep(
  headers: ReadonlyMap<string, string>,
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    const root = packageJsonBeside(beside);
    if (!root) {
      return;
    }
    const { members, complete } = workspaceMembers(root, beside);
    const names = new Set(members.map(({ project }) => project.name));
    const forced = new Set(root.resolutions.map(({ name }) => name));
    for (const { manifest, project } of members) {
      for (const { name, specifier, peer } of project.requirements) {
        const isElsewhere =
          peer ||
          specifier.startsWith('link:') ||
          // `resolutions` takes the pattern that it replaces out of the file.
          forced.has(name) ||
          names.has(name);
        if (isElsewhere || headers.has(`${name}@${specifier}`)) {
          comparison.agrees();
        } else if (complete) {
          comparison.differs(
            `${manifest} asks for ${requirementText(
              name,
              specifier,
            )}, and the lock file has no entry for that`,
          );
        }
      }
      comparison.agrees();
    }
    if (!complete) {
      // Where members are not known, what has no entry may be one of them.
      comparison.leavesOpen();
    }
  });
}
