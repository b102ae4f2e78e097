import {
  attributeOf,
  elementsOf,
  InputError,
  readXml,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { ManifestReader, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { askedVersion, nugetPackage } from './nugetPackage';

function read(text: string): ReaderResult {
  const document = readXml(text, { attributes: true });
  if (document.packages === undefined) {
    throw new InputError('no <packages> element');
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  elementsOf(document.packages, 'package').forEach((element, index) => {
    const name = attributeOf(element, 'id')?.trim();
    const version = askedVersion(attributeOf(element, 'version') ?? '');
    if (!name || !version) {
      warnings.add(
        `the package ${quoted(name ?? '')} with number ${
          index + 1
        } has no name and version, and is left out`,
      );
      return;
    }
    const isDevelopment =
      attributeOf(element, 'developmentDependency')?.toLowerCase() === 'true';
    builder.add(String(index), {
      ...nugetPackage(name, version),
      scope: isDevelopment ? 'development' : 'runtime',
    });
  });
  // It lists what others need as well, and does not tell which is which.
  builder.leaveDirectOpen();
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(false) },
  };
}

/** `packages.config`, which lists all packages of a project, and `packages.<project>.config`. */
export const nugetPackagesConfig: ManifestReader = {
  id: 'nuget-packages-config',
  title: 'NuGet packages.config',
  ecosystem: 'NuGet',
  matches: name => /^packages(?:\.[^/]+)?\.config$/i.test(name),
  companions: [],
  supersedes: [],
  read: ({ text }) => read(text),
};
