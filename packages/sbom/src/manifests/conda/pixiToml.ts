import {
  entriesOf,
  type Fields,
  isFields,
  keysOf,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';
import type { Sibling } from '../../model';
import { PROJECT_NAME } from '../python/pypiPackage';
import { condaKey, pypiKey } from './pixiPackage';

const CONDA = ['dependencies', 'host-dependencies', 'build-dependencies'];

/** The tables of a project, a feature or a platform, and those below them. */
function keysIn(table: unknown): string[] {
  if (!isFields(table)) {
    return [];
  }
  return [
    ...CONDA.flatMap(name => keysOf(table[name]).map(condaKey)),
    ...keysOf(table['pypi-dependencies']).map(pypiKey),
    ...entriesOf(table.target).flatMap(([, platform]) =>
      keysOfTarget(platform),
    ),
  ];
}

function keysOfTarget(table: unknown): string[] {
  return isFields(table) ? keysIn({ ...table, target: undefined }) : [];
}

function requirementsIn(
  text: string,
  isPyProject: boolean,
): Set<string> | undefined {
  const file = readToml(text, limits.siblingMemory);
  const tool: Fields = isFields(file.tool) ? file.tool : {};
  const pixi = isPyProject ? tool.pixi : file;
  if (!isFields(pixi)) {
    return undefined;
  }
  const project = isPyProject && isFields(file.project) ? file.project : {};
  return new Set([
    ...keysIn(pixi),
    ...entriesOf(pixi.feature).flatMap(([, feature]) => keysIn(feature)),
    ...listOf(project.dependencies).flatMap(item => {
      const name = PROJECT_NAME.exec(textOf(item) ?? '')?.[0];
      return name ? pypiKey(name) : [];
    }),
  ]);
}

/** What a project asks for, by kind and name; undefined where no file beside the lock file says so. */
export function pixiRequirements(sibling: Sibling): Set<string> | undefined {
  for (const name of ['pixi.toml', 'pyproject.toml']) {
    const text = sibling(name);
    try {
      const found =
        text === undefined
          ? undefined
          : requirementsIn(text, name === 'pyproject.toml');
      if (found) {
        return found;
      }
    } catch {
      return undefined;
    }
  }
  return undefined;
}
