import type { Sibling } from '../../model';

/** What a build.sbt asks for in plain words. */
export interface DeclaredModules {
  has(org: string, name: string): boolean;
}

/** `"org" % "name"`, and with `%%` or `%%%` a name that the Scala version is added to. */
const MODULE = /"([^"\s]{1,200})"\s{0,20}(%{1,3})\s{0,20}"([^"\s]{1,200})"/g;

const SCALA_SUFFIX =
  /_(?:sjs\d[\w.]*_|native\d[\w.]*_)?(?:2\.\d+|3)(?:\.\d[\w.-]*)?$/;

/** The modules that build.sbt names; undefined where there is none. It is a program, and is not run. */
export function declaredModules(sibling: Sibling): DeclaredModules | undefined {
  const text = sibling('build.sbt');
  if (text === undefined) {
    return undefined;
  }
  const named = new Set<string>();
  const plain = text.replace(/^[ \t]*\/\/.*$/gm, '');
  for (const [, org, percents, name] of plain.matchAll(MODULE)) {
    named.add(`${percents.length > 1 ? '%%' : '%'} ${org} ${name}`);
  }
  return {
    has: (org, name) =>
      named.has(`% ${org} ${name}`) ||
      (SCALA_SUFFIX.test(name) &&
        named.has(`%% ${org} ${name.replace(SCALA_SUFFIX, '')}`)),
  };
}
