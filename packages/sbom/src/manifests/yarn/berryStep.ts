import { type Block, blockIn } from '../../input/indentedText';
import {
  compared,
  compareRequirements,
  type Step,
} from '../../locks/comparison';
import type { Sibling } from '../../model';
import { packageJsonBeside } from '../npm/packageJson';
import { workspaceMembers } from '../npm/workspaceMembers';

/**
 * Whether the workspace entries of a lock file of yarn 2 and later list what the package.json of
 * each member asks for, as `yarn install --immutable` wants.
 *
 * @param members - folder of each member, by the header of its entry
 */
export function berryInStep(
  lock: Block,
  members: ReadonlyMap<string, string>,
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    for (const [header, folder] of members) {
      const inRoot = folder === '.' || folder === '';
      const project = packageJsonBeside(beside, inRoot ? '' : folder);
      const entry = lock.get(header);
      if (!project || !(entry instanceof Map)) {
        // A member may lie in a folder that is no part of the source.
        if (inRoot) comparison.leavesOpen();
        continue;
      }
      const asked = project.requirements
        .filter(({ peer }) => !peer)
        .map(({ name, specifier }): [string, string] => [name, specifier]);
      const lockedFor = [...blockIn(entry, 'dependencies')].map(
        ([name, range]): [string, string] => [
          name,
          typeof range === 'string' ? range : '',
        ],
      );
      compareRequirements(
        comparison,
        inRoot ? 'package.json' : `${folder}/package.json`,
        new Map(asked),
        new Map(lockedFor),
        meansTheSame,
      );
    }
    const root = packageJsonBeside(beside);
    const locked = new Set(members.values());
    for (const { folder, manifest } of root
      ? workspaceMembers(root, beside).members
      : []) {
      if (folder !== '' && !locked.has(folder)) {
        comparison.differs(`the lock file was made without ${manifest}`);
      }
    }
  });
}

/** A range or tag of a registry, whose protocol goes without saying. */
const PLAIN = /^[^:/#]*$/;

function meansTheSame(asked: string, lockedFor: string): boolean {
  const [one, other] = [asked, lockedFor].map(range =>
    range.replace(/^npm:/, '').trim(),
  );
  // Other protocols are written in full, with what yarn knows besides.
  return one === other || !PLAIN.test(one) || !PLAIN.test(other);
}
