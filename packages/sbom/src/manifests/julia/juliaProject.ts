import { entriesOf, readToml, textOf } from '@safety-curtain/input';
import { limits } from '../../limits';
import type { Sibling } from '../../model';

/**
 * What the project asks for, uuids by name; undefined where there is no Project.toml that can be
 * read. What tests need besides is in no manifest.
 */
export function juliaProject(
  sibling: Sibling,
): ReadonlyMap<string, string> | undefined {
  const text = sibling('JuliaProject.toml') ?? sibling('Project.toml');
  try {
    const project =
      text === undefined ? undefined : readToml(text, limits.siblingMemory);
    return (
      project &&
      new Map(
        entriesOf(project.deps).map(([name, uuid]) => [
          name,
          (textOf(uuid) ?? '').toLowerCase(),
        ]),
      )
    );
  } catch {
    return undefined;
  }
}
