import { satisfies, validRange } from 'semver';
import {
  compared,
  compareRequirements,
  requirementText,
  type Step,
} from '../../locks/comparison';
import type { Sibling } from '../../model';
import { type CargoPackage, cargoPackages } from './cargoToml';

/** A package of the project itself, as the lock file has it. */
export interface OwnEntry {
  name: string;
  version: string;
  /** Names and versions of what it depends on. */
  dependencies: Array<{ name: string; version: string }>;
}

/** Longer than any that people write. */
const MAX_LENGTH = 500;

/**
 * Whether Cargo.lock lists for each package of the project what its Cargo.toml asks for, in
 * versions that it allows, as `cargo build --locked` wants. Packages whose Cargo.toml is not known
 * leave it open.
 */
export function cargoInStep(
  entries: readonly OwnEntry[],
  known: ReadonlyMap<string, CargoPackage>,
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    // Members that only a wildcard finds count for this alone: scopes are told without them.
    const own = entries.every(({ name }) => known.has(name))
      ? known
      : cargoPackages(beside, true);
    for (const { name, version, dependencies } of entries) {
      const project = own.get(name);
      if (!project) {
        comparison.leavesOpen();
        continue;
      }
      const manifest = `Cargo.toml of ${name}`;
      if (project.version !== undefined && project.version !== version) {
        comparison.differs(
          `${manifest} has the version ${project.version}, and the lock file ${version}`,
        );
      }
      compareRequirements(
        comparison,
        manifest,
        new Map([...project.requirements.keys()].map(each => [each, ''])),
        new Map(dependencies.map(each => [each.name, ''])),
      );
      for (const [asked, ranges] of project.ranges) {
        const given = dependencies.filter(each => each.name === asked);
        const unmet = ranges.find(
          range => !given.some(each => allows(range, each.version) !== false),
        );
        if (given.length > 0 && unmet !== undefined) {
          comparison.differs(
            `${manifest} asks for ${requirementText(
              asked,
              unmet,
            )}, and the lock file gives ${given[0].version}`,
          );
        }
      }
    }
  });
}

/** Cargo's requirements (Cargo Book, "Specifying Dependencies"): a bare version means `^`. */
function allows(requirement: string, version: string): boolean | undefined {
  if (requirement.length > MAX_LENGTH) {
    return undefined;
  }
  const range = requirement
    .split(',')
    .map(part => part.trim().replace(/^(?=\d)(?!.*\*)/, '^'))
    .join(' ');
  return validRange(range) === null ? undefined : satisfies(version, range);
}
