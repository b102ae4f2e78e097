import {
  fieldsOf,
  isFields,
  listOf,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import { textBetween } from '../identity/secrets';
import type { Place } from '../model/toolReport';
import { sourcePath } from '../place/sourcePath';

/** Links in a chain of bases that are followed; a cycle ends there, too. */
const MAX_BASES = 10;

/** What locations of a run are told by. */
export interface Bases {
  /** `run.originalUriBaseIds`. */
  bases: Fields;
  artifacts: unknown[];
  root?: string;
}

export function basesOf(run: Fields, root?: string): Bases {
  const { originalUriBaseIds, artifacts } = run;
  return {
    bases: isFields(originalUriBaseIds) ? originalUriBaseIds : {},
    artifacts: listOf(artifacts),
    root,
  };
}

/**
 * The path of an artifact within the source. A base that the log gives an address for is part of
 * it where it is relative, and the root of the source where it is absolute and no other is known
 * to be: analyzers name the checkout so (`%SRCROOT%`).
 */
export function pathOf(location: unknown, run: Bases): string | undefined {
  const own = isFields(location) ? location : {};
  const artifact = artifactOf(own, run);
  const uri = textOf(own.uri) ?? textOf(artifact.uri);
  if (uri === undefined || uri.length > 4000) return undefined;
  const id = textOf(own.uri) === undefined ? artifact.uriBaseId : own.uriBaseId;
  const parts = [uri];
  let base = baseOf(id, run);
  for (let links = 0; base && links < MAX_BASES; links++) {
    const address = textOf(base.uri);
    if (address !== undefined && isAbsolute(address)) {
      return whole(parts, address, run.root);
    }
    if (address !== undefined) parts.unshift(address);
    base = baseOf(base.uriBaseId, run);
  }
  return sourcePath(joined(parts), run.root);
}

function artifactOf(location: Fields, { artifacts }: Bases): Fields {
  const artifact =
    typeof location.index === 'number' ? artifacts[location.index] : undefined;
  return isFields(artifact) && isFields(artifact.location)
    ? artifact.location
    : {};
}

function baseOf(id: unknown, { bases }: Bases): Fields | undefined {
  const name = textOf(id);
  const base =
    name !== undefined && Object.hasOwn(bases, name) ? bases[name] : undefined;
  return isFields(base) ? base : undefined;
}

/** Where the address is not below the root, it is taken for another name of the root. */
function whole(
  parts: string[],
  address: string,
  root?: string,
): string | undefined {
  if (isAbsolute(parts.at(-1)!)) return sourcePath(parts.at(-1)!, root);
  return (
    sourcePath(joined([address, ...parts]), root) ??
    sourcePath(joined(parts), root)
  );
}

function joined(parts: readonly string[]): string {
  return parts
    .map((part, index) =>
      index < parts.length - 1 && !part.endsWith('/') ? `${part}/` : part,
    )
    .join('');
}

function isAbsolute(uri: string): boolean {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\])/.test(uri);
}

/** Where the first location is; undefined where that is not in the source. */
export function placeOf(result: Fields, run: Bases): Place | undefined {
  const location = listOf(result.locations)[0];
  const physical = physicalOf(location);
  const path = pathOf(physical.artifactLocation, run);
  if (path === undefined) return undefined;
  const region = isFields(physical.region) ? physical.region : {};
  const startLine = countOf(region.startLine);
  if (startLine === undefined) return { path };
  const startColumn = countOf(region.startColumn);
  const endLine = Math.max(countOf(region.endLine) ?? startLine, startLine);
  // SARIF's end is the column behind it.
  const behind = countOf(region.endColumn);
  const endColumn =
    behind === undefined
      ? undefined
      : Math.max(behind - 1, endLine === startLine ? startColumn ?? 1 : 1);
  return {
    path,
    startLine,
    endLine,
    ...(startColumn !== undefined && { startColumn }),
    ...(endColumn !== undefined && { endColumn }),
  };
}

/** What stands where a result is, or around it. */
export function snippetOf(result: Fields): string | undefined {
  const { region, contextRegion } = physicalOf(listOf(result.locations)[0]);
  return [region, contextRegion]
    .map(part => (isFields(part) && isFields(part.snippet) ? part.snippet : {}))
    .map(snippet => textOf(snippet.text))
    .find(text => text !== undefined);
}

/** What stands at the columns of a result, of a snippet that may be its whole line. */
export function shownIn(result: Fields): string | undefined {
  const { region } = physicalOf(listOf(result.locations)[0]);
  if (!isFields(region) || !isFields(region.snippet)) return snippetOf(result);
  const { startLine, endLine, startColumn, endColumn, snippet } = region;
  const text = textOf(snippet.text);
  return endLine === undefined || endLine === startLine
    ? textBetween(text, startColumn, endColumn)
    : text;
}

/** Names of the logical locations, as tools give packages, functions and resources. */
export function logicalNames(result: Fields): string[] {
  return listOf(result.locations)
    .slice(0, 20)
    .flatMap(location =>
      isFields(location) ? listOf(location.logicalLocations).slice(0, 20) : [],
    )
    .filter(isFields)
    .flatMap(({ fullyQualifiedName, name }) => [
      textOf(fullyQualifiedName),
      textOf(name),
    ])
    .filter(text => text !== undefined);
}

function physicalOf(location: unknown): Fields {
  const physical = isFields(location) ? location.physicalLocation : undefined;
  return isFields(physical) ? fieldsOf(physical, 'a location') : {};
}

function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) > 0
    ? (value as number)
    : undefined;
}
