import { entriesOf, fieldsOf, readJson, textOf } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { askedVersion, nugetPackage } from './nugetPackage';

function read(text: string): ReaderResult {
  const manifest = fieldsOf(readJson(text), 'the file');
  if (manifest.tools === undefined) throw missing('tools');
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  for (const [name, tool] of entriesOf(manifest.tools)) {
    const stated = textOf(fieldsOf(tool, `the tool ${quoted(name)}`).version);
    const version = askedVersion(stated ?? '');
    if (!version) {
      warnings.add(`the tool ${quoted(name)} has no version, and is left out`);
      continue;
    }
    builder.add(name, {
      ...nugetPackage(name, version),
      scope: 'development',
    });
    builder.require(name, 'development');
  }
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(false) },
  };
}

/** `.config/dotnet-tools.json`: tools of a repository (.NET, "Tool manifest"), which ship what they need. */
export const dotnetTools: ManifestReader = {
  id: 'dotnet-tools',
  title: '.NET tool manifest',
  ecosystem: 'NuGet',
  surroundings: true,
  matches: name => name === 'dotnet-tools.json',
  companions: [],
  supersedes: [],
  read: ({ text }) => read(text),
};
