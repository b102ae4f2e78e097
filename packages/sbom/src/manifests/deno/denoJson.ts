import { valid } from 'semver';
import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  readJsonc,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import type { Sibling } from '../../model';
import { registryPackage } from '../npm/npmPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { jsrPackage, parseSpecifier, remotePackage } from './denoPackage';

const NAMES = ['deno.json', 'deno.jsonc'];

/** The parts of a deno.json that say what a project asks for. */
export interface DenoJson {
  name?: string;
  version?: string;
  /** Targets of its import map: specifiers, addresses and paths. */
  imports: string[];
}

function targetsOf(map: Fields): string[] {
  const scopes = entriesOf(map.scopes).flatMap(([, scope]) => entriesOf(scope));
  return [...entriesOf(map.imports), ...scopes].flatMap(
    ([, target]) => textOf(target) ?? [],
  );
}

/** The import map of a project may be a file of its own. */
function separateMap(fields: Fields, sibling: Sibling): Fields {
  const path = joinPath('', textOf(fields.importMap) ?? '');
  const text = path ? sibling(path) : undefined;
  try {
    const map = text === undefined ? {} : readJsonc(text, limits.siblingMemory);
    return isFields(map) ? map : {};
  } catch {
    return {};
  }
}

/** @throws InputError for text that is no object of JSON with comments */
export function parseDenoJson(text: string, sibling: Sibling): DenoJson {
  const fields = fieldsOf(readJsonc(text, limits.siblingMemory), 'the file');
  return {
    name: textOf(fields.name),
    version: textOf(fields.version),
    imports: [...targetsOf(fields), ...targetsOf(separateMap(fields, sibling))],
  };
}

/** The deno.json of a folder; undefined if absent or unreadable. */
export function denoJsonBeside(
  sibling: Sibling,
  folder = '',
): DenoJson | undefined {
  for (const name of NAMES) {
    const text = sibling(folder ? `${folder}/${name}` : name);
    try {
      if (text !== undefined) {
        return parseDenoJson(text, sibling);
      }
    } catch {
      // The lock file can be read without it.
    }
  }
  return undefined;
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const { name, version, imports } = parseDenoJson(text, sibling);
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const open = new Set<string>();
  for (const target of imports) {
    const specifier = parseSpecifier(target);
    if (!specifier) {
      const facts = remotePackage(target);
      if (facts) {
        builder.add(target, facts);
        builder.require(target);
      }
      continue;
    }
    const { kind, name: asked, requirement } = specifier;
    if (valid(requirement) === null) {
      open.add(asked);
      warnings.add(
        `${quoted(target)} names no single version, and is not counted`,
      );
      continue;
    }
    builder.add(
      target,
      kind === 'npm'
        ? registryPackage(asked, requirement)
        : jsrPackage(asked, requirement),
    );
    builder.require(target);
  }
  const first = [...open].sort().slice(0, 50);
  return {
    root: { name, version },
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    ...(open.size > 0 && { unresolved: { count: open.size, first, poms: [] } }),
    lock: {
      ...(open.size > 0 && { locked: false }),
      ...builder.fixings(false),
    },
  };
}

/** `deno.json` and `deno.jsonc`: versions that their import map pins, where no lock file is. */
export const denoJson: ManifestReader = {
  id: 'deno-json',
  title: 'Deno configuration',
  matches: name => NAMES.includes(name),
  companions: ['import_map.json'],
  supersedes: [],
  yieldsTo: other => /^(?:\.\.\/)*deno\.lock$/.test(other),
  read,
};
