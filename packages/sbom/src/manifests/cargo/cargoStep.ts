import {
  compared,
  compareRequirements,
  requirementText,
  type Step,
} from '../../locks/comparison';
import { allows } from './cargoRange';
import type { CargoPackage } from './cargoToml';

/** A package of the project itself, as the lock file has it. */
export interface OwnEntry {
  name: string;
  version: string;
  /** Names and versions of what it depends on. */
  dependencies: Array<{ name: string; version: string }>;
}

/** The packages of the project are known by now. */
const nothingMore = () => undefined;

/**
 * Whether Cargo.lock lists for each package of the project what its Cargo.toml asks for, in
 * versions that it allows, as `cargo build --locked` wants. Packages whose Cargo.toml is not known
 * leave it open.
 */
export function cargoInStep(
  entries: readonly OwnEntry[],
  own: ReadonlyMap<string, CargoPackage>,
): Step {
  return compared(nothingMore, comparison => {
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
      for (const [asked, requirements] of project.requirements) {
        const given = dependencies.filter(each => each.name === asked);
        const unmet = requirements.find(
          ({ range }) =>
            range !== undefined &&
            !given.some(each => allows(range, each.version) !== false),
        )?.range;
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
