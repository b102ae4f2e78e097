import { byCodeUnit, GraphBuilder } from '../../graph/graphBuilder';
import { folderOf, joinPath } from '../../input/relativePath';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { askedVersion, nugetPackage } from './nugetPackage';
import type { PackageUse } from './packageUses';
import { evaluate, isProjectFile, isTestProject, titleOf } from './projectUse';

/** Unresolved dependencies that are named. */
const MAX_NAMED = 50;

/** Adds what has a version, and answers the names of all others. */
export function addUses(
  builder: GraphBuilder,
  warnings: Warnings,
  uses: readonly PackageUse[],
): { unresolved: Set<string>; isOpen: boolean } {
  const unresolved = new Set<string>();
  let isOpen = false;
  for (const { name, versions, unknown, scope } of uses) {
    const found = versions.flatMap(text => askedVersion(text) ?? []);
    for (const version of found) {
      const key = `${name.toLowerCase()} ${version}`;
      builder.add(key, nugetPackage(name, version));
      builder.require(key, scope);
    }
    const other = versions.find(text => askedVersion(text) === undefined);
    if (other !== undefined) {
      isOpen = true;
      warnings.add(
        `${quoted(name)} has the version ${quoted(
          other,
        )}, which allows several, and is not counted`,
      );
    } else if (found.length === 0) {
      warnings.add(
        unknown === undefined
          ? `${quoted(name)} has no version, and is not counted`
          : `${quoted(name)} has the version ${quoted(
              unknown,
            )}, which is not known, and is not counted`,
      );
    }
    if (found.length === 0 || other !== undefined) {
      unresolved.add(name);
    }
  }
  return { unresolved, isOpen };
}

/** As a manifest says it. */
export function unresolvedNames(
  names: ReadonlySet<string>,
): Pick<ReaderResult, 'unresolved'> {
  return names.size === 0
    ? {}
    : {
        unresolved: {
          count: names.size,
          first: [...names].sort(byCodeUnit).slice(0, MAX_NAMED),
          poms: [],
        },
      };
}

function read({ path, text, sibling }: ReaderInput): ReaderResult {
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const { files, uses } = evaluate(text, sibling);
  const isTest = isTestProject(files, uses);
  const { unresolved, isOpen } = addUses(
    builder,
    warnings,
    isTest ? uses.map(use => ({ ...use, scope: 'development' })) : uses,
  );
  const places = [...files.absent].flatMap(place => {
    warnings.add(
      `${quoted(
        place,
      )} is imported and not at hand: what it asks for is not known`,
    );
    const full = joinPath(folderOf(path), place);
    return full === undefined || full.startsWith('../') ? [] : full;
  });
  if (uses.length > 0) {
    warnings.add(
      'what these packages bring along is not known: a packages.lock.json would name it',
    );
  }
  return {
    root: { name: titleOf(path) },
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    ...unresolvedNames(unresolved),
    ...(places.length > 0 && { notAtHand: places.sort(byCodeUnit) }),
    // What the packages bring along is only known to the feed.
    lock: { ...(isOpen && { locked: false }), ...builder.fixings(false) },
  };
}

/** `*.csproj`, `*.fsproj` and `*.vbproj`: what they ask for by version. */
export const dotnetProject: ManifestReader = {
  id: 'dotnet-project',
  title: '.NET project file',
  ecosystem: 'NuGet',
  matches: isProjectFile,
  companions: ['Directory.Build.props', 'Directory.Build.targets'],
  supersedes: [],
  yieldsTo: place =>
    /^(?:packages(?:\.[^/]+)?\.lock\.json|obj\/project\.assets\.json)$/i.test(
      place,
    ),
  read,
};
