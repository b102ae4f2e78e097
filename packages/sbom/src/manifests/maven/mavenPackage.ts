import type { PackageFacts } from '../../graph/packageFacts';
import { formatPurl } from '../../purl';

/** A package of a Maven repository; OSV names it `group:artifact`. */
export function mavenPackage(
  groupId: string,
  artifactId: string,
  version: string,
  { type = 'jar', classifier }: { type?: string; classifier?: string } = {},
): PackageFacts {
  const name = `${groupId}:${artifactId}`;
  return {
    purl: formatPurl({
      type: 'maven',
      namespace: groupId,
      name: artifactId,
      version,
      qualifiers: { classifier, type: type === 'jar' ? undefined : type },
    }),
    name,
    version,
    ecosystem: 'Maven',
    packageName: name,
    origin: 'registry',
  };
}
