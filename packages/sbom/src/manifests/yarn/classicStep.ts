import { compared, requirementText, type Step } from '../../locks/comparison';
import type { Sibling } from '../../model';
import { packageJsonBeside } from '../npm/packageJson';

/**
 * Whether yarn's first lock file format has an entry for all that package.json asks for, as
 * `yarn install --frozen-lockfile` wants. Which members a wildcard finds is not known from here.
 *
 * @param headers - entries by the patterns that they answer
 */
export function classicInStep(
  headers: ReadonlyMap<string, string>,
  sibling: Sibling,
): Step {
  return compared(comparison => {
    const root = packageJsonBeside(sibling);
    if (!root) {
      return;
    }
    const folders = ['', ...root.workspaces];
    if (folders.some(folder => /[*?[{!]/.test(folder))) {
      comparison.leavesOpen();
    }
    const projects = folders.flatMap(folder => {
      const project = packageJsonBeside(sibling, folder.replace(/\/+$/, ''));
      return project ? { folder, project } : [];
    });
    const forced = new Set(root.resolutions.map(({ name }) => name));
    const members = new Set(projects.map(({ project }) => project.name));
    for (const { folder, project } of projects) {
      const manifest =
        folder === '' ? 'package.json' : `${folder}/package.json`;
      for (const { name, specifier, peer } of project.requirements) {
        const isElsewhere =
          peer ||
          specifier.startsWith('link:') ||
          // `resolutions` takes the pattern that it replaces out of the file.
          forced.has(name) ||
          members.has(name);
        if (!isElsewhere && !headers.has(`${name}@${specifier}`)) {
          // With members that are not known, one of them may be meant.
          if (root.workspaces.length > 0) comparison.leavesOpen();
          else {
            comparison.differs(
              `${manifest} asks for ${requirementText(
                name,
                specifier,
              )}, and the lock file has no entry for that`,
            );
          }
        }
      }
    }
    comparison.agrees();
  });
}
