import {
  childrenOf,
  elementOf,
  elementsOf,
  entriesOf,
  type Fields,
  InputError,
  isFields,
  readXml,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';

/** Group, artifact and version as written; any part may be missing or hold `${properties}`. */
export interface Coordinates {
  groupId?: string;
  artifactId?: string;
  version?: string;
}

/** A `<dependency>` as written. */
export interface PomDependency extends Coordinates {
  type: string;
  classifier?: string;
  scope?: string;
  optional: boolean;
}

/** One POM file, with its profiles that are active by default folded in. */
export interface Pom extends Coordinates {
  parent?: Coordinates & { relativePath: string };
  properties: Map<string, string>;
  dependencies: PomDependency[];
  /** Without the BOMs that it imports. */
  managed: PomDependency[];
  /** BOMs, in the order in which they are imported. */
  imports: PomDependency[];
  /** Folders or files of the modules, relative to it. */
  modules: string[];
}

function coordinates(element: Fields): Coordinates {
  return {
    groupId: textOf(element.groupId),
    artifactId: textOf(element.artifactId),
    version: textOf(element.version),
  };
}

function dependencies(parent: unknown): PomDependency[] {
  return elementsOf(elementOf(parent, 'dependencies'), 'dependency').map(
    element => ({
      ...coordinates(element),
      type: textOf(element.type) ?? 'jar',
      classifier: textOf(element.classifier),
      scope: textOf(element.scope),
      optional: element.optional === 'true',
    }),
  );
}

function parentOf(project: Fields): Pom['parent'] {
  const parent = project.parent;
  if (!isFields(parent)) {
    return undefined;
  }
  // An empty <relativePath/> says that the parent is only in a repository.
  const relativePath =
    parent.relativePath === undefined
      ? '../pom.xml'
      : textOf(parent.relativePath) ?? '';
  return { ...coordinates(parent), relativePath };
}

/** Maven, "Importing Dependencies". */
function isImport({ type, scope }: PomDependency): boolean {
  return type === 'pom' && scope === 'import';
}

/**
 * Reads a POM (Maven, "POM Reference").
 *
 * @throws InputError when the text is no XML or has no `<project>`
 */
export function parsePom(text: string): Pom {
  const { project } = readXml(text, {
    // Its parents are read while it is held.
    allowance: limits.siblingMemory,
  });
  if (!isFields(project)) {
    throw new InputError('no <project> element');
  }
  const active = elementsOf(elementOf(project, 'profiles'), 'profile').filter(
    profile => elementOf(profile, 'activation').activeByDefault === 'true',
  );
  const properties = new Map<string, string>();
  for (const source of [project, ...active]) {
    for (const [name, value] of entriesOf(source.properties)) {
      if (typeof value === 'string') {
        properties.set(name, value);
      }
    }
  }
  // A profile's declarations come before the project's, since the first one counts.
  const sources = [...active, project];
  const managed = sources.flatMap(source =>
    dependencies(elementOf(source, 'dependencyManagement')),
  );
  return {
    ...coordinates(project),
    parent: parentOf(project),
    properties,
    dependencies: sources.flatMap(dependencies),
    managed: managed.filter(dependency => !isImport(dependency)),
    imports: managed.filter(isImport),
    modules: sources.flatMap(source =>
      childrenOf(elementOf(source, 'modules'), 'module').flatMap(
        module => textOf(module) ?? [],
      ),
    ),
  };
}
