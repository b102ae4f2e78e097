import { GraphBuilder } from '../../graph/graphBuilder';
import { limits } from '../../limits';
import { fileNameOf } from '../fileNames';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { Warnings } from '../warnings';
import { addUses, unresolvedNames } from './dotnetProject';
import { MsbuildFiles, nearest, parseProject } from './msbuildFiles';
import { managedVersions, packageUses } from './packageUses';
import { isProjectFile } from './projectUse';

function read({ text, sibling }: ReaderInput): ReaderResult {
  const project = parseProject(text, limits.siblingMemory);
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const files = new MsbuildFiles(sibling);
  files.takeFile(nearest('Directory.Build.props', '', sibling));
  files.take(project, '');
  const managed = [...managedVersions(files).values()];
  const uses = [...packageUses(files), ...managed].map(use => ({
    ...use,
    scope: use.scope === 'development' ? use.scope : ('unknown' as const),
  }));
  const { unresolved, isOpen } = addUses(builder, warnings, uses);
  warnings.add(
    'versions for all projects, without a project that asks for them: what of them is used is not known',
  );
  return {
    graph: 'flat',
    components: builder
      .components()
      .map(component => ({ ...component, direct: undefined })),
    warnings: warnings.list(),
    ...unresolvedNames(unresolved),
    lock: { ...(isOpen && { locked: false }), ...builder.fixings(false) },
  };
}

const PROPS = /^(?:.+\.)?packages\.props$/i;

/** `Directory.Packages.props`: versions for all projects, read where no project asks for them. */
export const nugetPackagesProps: ManifestReader = {
  id: 'nuget-packages-props',
  title: 'NuGet central package versions',
  ecosystem: 'NuGet',
  matches: name => PROPS.test(name),
  companions: [],
  supersedes: [],
  yieldsTo: place =>
    !place.startsWith('../') &&
    (isProjectFile(fileNameOf(place)) || /\.lock\.json$/i.test(place)),
  read,
};
