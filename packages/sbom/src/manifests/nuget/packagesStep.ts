import { type Fields, textOf } from '@safety-curtain/input';
import { compared, requirementText, type Step } from '../../locks/comparison';
import { askedVersion } from './nugetPackage';
import type { ProjectUse } from './projectUse';

/** The project files were read by now. */
const nothingMore = () => undefined;

/** `[1.0.0, )`, as the lock file repeats what a project asks for. */
function lowest(requested: string | undefined): string | undefined {
  return requested === undefined ? undefined : askedVersion(requested);
}

/** Numbers of a version without zeros at its end, as NuGet compares them. */
function normal(version: string): string {
  const [numbers, ...labels] = version.toLowerCase().split('+')[0].split('-');
  const parts = numbers.split('.').map(part => part.replace(/^0+(?=\d)/, ''));
  while (parts.length > 1 && parts[parts.length - 1] === '0') {
    parts.pop();
  }
  return [parts.join('.'), ...labels].join('-');
}

/**
 * Whether packages.lock.json was made for what the project asks for, as a restore in locked mode
 * wants. What is added by the tools is in the file only, and tells nothing.
 */
export function packagesInStep(
  targets: ReadonlyArray<ReadonlyArray<{ name: string; fields: Fields }>>,
  projects: ProjectUse | undefined,
): Step {
  return compared(nothingMore, comparison => {
    if (!projects?.isOne) {
      return;
    }
    const direct = new Map<string, Set<string>>();
    for (const { name, fields } of targets.flat()) {
      if (fields.type === 'Direct') {
        const known = direct.get(name) ?? new Set();
        const requested = lowest(textOf(fields.requested));
        direct.set(name, known.add(requested ? normal(requested) : ''));
      }
    }
    for (const { name, versions, certain, isTool } of projects.uses) {
      if (isTool) {
        continue;
      }
      const locked = direct.get(name.toLowerCase());
      const [asked] = versions;
      const version = asked && askedVersion(asked);
      if (!certain) {
        comparison.leavesOpen();
      } else if (!locked) {
        comparison.differs(
          `the project asks for ${requirementText(
            name,
            asked ?? '',
          )}, and the lock file was made without it`,
        );
      } else if (!version || locked.has('')) {
        comparison.leavesOpen();
      } else if (versions.length === 1 && !locked.has(normal(version))) {
        comparison.differs(
          `the project asks for ${requirementText(
            name,
            version,
          )}, and the lock file was made for ${[...locked].join(', ')}`,
        );
      }
    }
    if (!projects.complete) {
      comparison.leavesOpen();
    }
    comparison.agrees();
  });
}
