import type { PackageFacts } from '../../graph/packageFacts';
import { formatPurl } from '../../purl';

/** A package of a NuGet feed. */
export function nugetPackage(name: string, version: string): PackageFacts {
  return {
    purl: formatPurl({ type: 'nuget', name, version }),
    name,
    version,
    ecosystem: 'NuGet',
    packageName: name,
    origin: 'registry',
  };
}

/** `name/version` as the keys of JSON files of .NET have it; the version has no slash. */
export function splitLibrary(
  key: string,
): { name: string; version: string } | undefined {
  const slash = key.lastIndexOf('/');
  return slash > 0 && slash < key.length - 1
    ? { name: key.slice(0, slash), version: key.slice(slash + 1) }
    : undefined;
}

/**
 * The version that a version of a project file asks for, where it is one: `1.0`, `[1.0]` and `[1.0,)`,
 * of which NuGet takes the lowest. Undefined for ranges and floating versions.
 */
export function askedVersion(text: string): string | undefined {
  const range = text.trim();
  const bare =
    /^\[\s*([^\s,*[\]()]+)\s*(?:\]|,\s*\))$/.exec(range)?.[1] ?? range;
  return /^\d[\w.+-]*$/.test(bare) ? bare : undefined;
}
