import type { Sibling } from '../../model';
import {
  type Named,
  parseVersionCatalog,
  type VersionCatalog,
} from './versionCatalog';

export const BUILD_FILES = ['build.gradle', 'build.gradle.kts'];
export const CATALOG = 'libs.versions.toml';

/** Folders above a project in which the root project may lie. */
const MAX_ABOVE = 8;

/** What a build file names as dependencies; it is not run. */
export interface Declared {
  names: Named[];
  /** Expressions in the place of a dependency that are not understood. */
  unknown: string[];
}

const COORDINATES =
  /["']([\w.-]{1,200}:[\w.-]{1,200})(?::([^"'\s:@]{1,200}))?[^"'\s]{0,200}["']/g;

const MAP_NOTATION =
  /\bgroup\s{0,20}[:=]\s{0,20}["']([\w.-]{1,200})["']\s{0,20},\s{0,20}name\s{0,20}[:=]\s{0,20}["']([\w.-]{1,200})["'](?:\s{0,20},\s{0,20}version\s{0,20}[:=]\s{0,20}["']([^"']{1,200})["'])?/g;

const ACCESSOR = /\blibs\.([A-Za-z][\w.]{0,200})/g;

/** An expression after the name of a configuration: `implementation(Deps.kotlin)`, `api deps.x`. */
const EXPRESSION =
  /\b\w{0,60}(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|[aA]nnotationProcessor|classpath|kapt|ksp)\s{0,20}(?:\(\s{0,20}|[ \t])([A-Za-z_]\w{0,60}(?:\.\w{1,60}){1,8})/g;

/** Objects of the build itself, and accessors that are looked up by their own rule. */
const OF_THE_BUILD =
  /^(?:libs|projects?|rootProject|gradle|sourceSets|tasks|configurations|layout)\./;

/** Parts of the accessors that are no libraries. */
const NO_LIBRARY = /^(?:versions|plugins)\b/;

/** What opens within a pattern of files (`**` and `/*`) is no comment. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('/*'); at >= 0; at = text.indexOf('/*', at + 2)) {
    if (at === 0 || /\s/.test(text[at - 1])) {
      const end = text.indexOf('*/', at + 2);
      parts.push(text.slice(from, at));
      from = end < 0 ? text.length : end + 2;
      at = from;
    }
  }
  parts.push(text.slice(from));
  return parts.join(' ').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function inAccessors(
  text: string,
  catalog: VersionCatalog | undefined,
): Declared {
  const declared: Declared = { names: [], unknown: [] };
  for (const [whole, accessor] of text.matchAll(ACCESSOR)) {
    const alias = accessor.replace(/\.(?:get|asProvider)\b.*$/, '');
    const found = catalog?.get(alias.replace(/_/g, '.'));
    if (found) {
      declared.names.push(...found);
    } else if (!NO_LIBRARY.test(alias)) {
      declared.unknown.push(whole);
    }
  }
  return declared;
}

function inExpressions(text: string): string[] {
  return [...text.matchAll(EXPRESSION)]
    .map(([, expression]) => expression)
    .filter(expression => !OF_THE_BUILD.test(expression));
}

function declaredIn(
  source: string,
  catalog: VersionCatalog | undefined,
): Declared {
  const text = withoutComments(source);
  const accessors = inAccessors(text, catalog);
  const spelled = [...text.matchAll(COORDINATES)].map(
    ([, name, version]): Named => ({ name, version }),
  );
  const mapped = [...text.matchAll(MAP_NOTATION)].map(
    ([, group, artifact, version]): Named => ({
      name: `${group}:${artifact}`,
      version,
    }),
  );
  return {
    names: [...spelled, ...mapped, ...accessors.names],
    unknown: [...accessors.unknown, ...inExpressions(text)],
  };
}

/** The catalog of the root project, which may lie in any folder above. */
function catalogFrom(sibling: Sibling, project: string) {
  for (let above = 0, up = project; above < MAX_ABOVE; above++, up += '../') {
    const text = sibling(`${up}gradle/${CATALOG}`);
    if (text !== undefined) {
      return parseVersionCatalog(text);
    }
  }
  return undefined;
}

/**
 * What the build files of a project name; undefined where it has none.
 *
 * @param project - its folder, relative to the lock file and with a slash at its end
 */
export function declaredDependencies(
  sibling: Sibling,
  project: string,
): Declared | undefined {
  const texts = BUILD_FILES.flatMap(name => sibling(project + name) ?? []);
  if (texts.length === 0) {
    return undefined;
  }
  const catalog = catalogFrom(sibling, project);
  const all = texts.map(text => declaredIn(text, catalog));
  return {
    names: all.flatMap(({ names }) => names),
    unknown: all.flatMap(({ unknown }) => unknown),
  };
}
