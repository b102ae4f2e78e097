import { existsSync } from 'fs';
import { join } from 'path';
import { cases } from '@safety-curtain/testing';
import { readAdvisories } from '../../input/advisories';
import { readSource, Source } from '../../input/source';
import { findVulnerabilities } from '../../scan/findings';

/** What the engines must say of one case. What is left out is not looked at. */
export interface Expected {
  /** The SBOM or lock file to read, where it is not the folder. */
  read?: string;
  /** `name@version scope [direct]` of every component, by the file that names it. */
  components?: Record<string, string[]>;
  /** The same, of components that must be among them. */
  among?: Record<string, string[]>;
  /** `advisory name@version` of every finding, with ` -> version` where a fix is known. */
  findings?: string[];
  /** Each must be met by a note. */
  notes?: RegExp[];
  /** None may be met by a note. */
  withoutNotes?: RegExp[];
  /** Nothing can be read, and the reason says so. */
  refused?: RegExp;
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function componentsOf({ inventory }: Source): Record<string, string[]> {
  return Object.fromEntries(
    inventory.manifests.map(({ path, components }) => [
      path,
      components
        .map(
          ({ name, version, scope, direct }) =>
            `${name}@${version} ${scope}${useOf(direct)}`,
        )
        .sort(byText),
    ]),
  );
}

function findingsOf(source: Source, advisories: string): string[] {
  const index = readAdvisories([advisories]).indexFor(source.inventory);
  return findVulnerabilities(source.inventory, index)
    .map(
      ({ advisory, package: name, version, fixedVersion }) =>
        `${advisory} ${name}@${version}${
          fixedVersion ? ` -> ${fixedVersion}` : ''
        }`,
    )
    .sort(byText);
}

function check(folder: string, expected: Expected): void {
  const place = expected.read ? join(folder, expected.read) : folder;
  if (expected.refused) {
    expect(() => readSource(place)).toThrow(expected.refused);
    return;
  }
  const source = readSource(place);
  const components = componentsOf(source);
  if (expected.components) {
    expect(components).toEqual(expected.components);
  }
  for (const [file, lines] of Object.entries(expected.among ?? {})) {
    expect(components[file]).toEqual(expect.arrayContaining(lines));
  }
  for (const note of expected.notes ?? []) {
    expect(source.notes).toContainEqual(expect.stringMatching(note));
  }
  for (const note of expected.withoutNotes ?? []) {
    expect(source.notes).not.toContainEqual(expect.stringMatching(note));
  }
  if (expected.findings) {
    expect(findingsOf(source, join(folder, 'advisories'))).toEqual(
      expected.findings,
    );
  }
}

/** A test for each case of the table, by the name of its folder. */
export function describeCases(
  title: string,
  table: Record<string, Expected | Expected[]>,
): void {
  describe(`cases: ${title}`, () => {
    for (const [name, expected] of Object.entries(table)) {
      const folder = join(cases, name);
      const run = existsSync(folder) ? it : it.skip;
      run(name, () => {
        for (const one of [expected].flat()) check(folder, one);
      });
    }
  });
}

function useOf(direct: boolean | undefined): string {
  if (direct === undefined) return ' perhaps direct';
  return direct ? ' direct' : '';
}
