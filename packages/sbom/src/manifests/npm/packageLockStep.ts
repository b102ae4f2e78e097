import {
  entriesOf,
  type Fields,
  isFields,
  textOf,
} from '@safety-curtain/input';
import {
  compared,
  type Comparison,
  compareRequirements,
  requirementText,
  type Step,
} from '../../locks/comparison';
import type { Sibling } from '../../model';
import { allowsVersion } from './allowedVersions';
import {
  packageJsonBeside,
  type Requirement,
  requirementsOf,
} from './packageJson';
import { resolveInstalled } from './packagesSection';
import { workspaceMembers } from './workspaceMembers';

/** Members of one workspace that are compared; more leave the rest open. */
const MAX_MEMBERS = 1000;

/**
 * Whether the `packages` of lockfileVersion 2 and 3 are what the package.json of the project and of
 * its members ask for: npm keeps a copy of their lists, and `npm ci` refuses other versions.
 */
export function packagesInStep(packages: Fields, sibling: Sibling): Step {
  return compared(sibling, (comparison, beside) => {
    const entries = new Map(
      entriesOf(packages).filter((entry): entry is [string, Fields] =>
        isFields(entry[1]),
      ),
    );
    let members = 0;
    for (const [location, entry] of entries) {
      if (entry.link === true || isInstalled(location)) {
        continue;
      }
      const project = packageJsonBeside(beside, location);
      if (!project) {
        // A member may lie in a folder that is no part of the source.
        if (location === '') comparison.leavesOpen();
        continue;
      }
      if (++members > MAX_MEMBERS) {
        comparison.leavesOpen();
        return;
      }
      compareRequirements(
        comparison,
        location === '' ? 'package.json' : `${location}/package.json`,
        specifiers(project.requirements),
        specifiers(requirementsOf(entry)),
      );
      compareVersions(comparison, project.requirements, name => {
        const found = resolveInstalled(location, name, at => entries.has(at));
        return found === undefined ? undefined : entries.get(found);
      });
    }
    const root = packageJsonBeside(beside);
    for (const { folder, manifest } of root
      ? workspaceMembers(root, beside).members
      : []) {
      if (!entries.has(folder)) {
        comparison.differs(`the lock file was made without ${manifest}`);
      }
    }
  });
}

/** The same for the `dependencies` of lockfileVersion 1, which keeps no copy of the lists. */
export function nestedInStep(dependencies: Fields, sibling: Sibling): Step {
  return compared(sibling, (comparison, beside) => {
    const project = packageJsonBeside(beside);
    if (!project) {
      return;
    }
    const entries = new Map(entriesOf(dependencies));
    compareVersions(comparison, project.requirements, name => {
      const entry = entries.get(name);
      return isFields(entry) ? entry : undefined;
    });
    comparison.agrees();
  });
}

/** Or outside the project, where its own lock file counts. */
function isInstalled(location: string): boolean {
  return /(?:^|\/)node_modules(?:\/|$)|^\.\.(?:\/|$)/.test(location);
}

function specifiers(requirements: readonly Requirement[]): Map<string, string> {
  return new Map(requirements.map(({ name, specifier }) => [name, specifier]));
}

/** Whether what is installed for each requirement is a version that it allows. */
function compareVersions(
  comparison: Comparison,
  requirements: readonly Requirement[],
  installed: (name: string) => Fields | undefined,
): void {
  for (const { name, specifier, scope, peer } of requirements) {
    const entry = installed(name);
    const what = `package.json asks for ${requirementText(name, specifier)}`;
    if (!entry) {
      // What is optional may be missing on the machine that wrote the file.
      if (scope !== 'optional' && !peer) {
        comparison.differs(`${what}, and the lock file does not have it`);
      }
      continue;
    }
    const version = textOf(entry.version) ?? '';
    if (!entry.link && !peer && allowsVersion(specifier, version) === false) {
      comparison.differs(
        `${what}, and the lock file gives ${requirementText(version, '')}`,
      );
    }
  }
}
