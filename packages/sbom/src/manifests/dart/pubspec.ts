import {
  entriesOf,
  type Fields,
  isFields,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import type { Scope, Sibling } from '../../model';

/** What a pubspec.yaml asks for. */
export interface Pubspec {
  name?: string;
  version?: string;
  /** Version constraints by name; empty for packages of repositories and folders. */
  requirements: Map<string, { constraint: string; scope: Scope }>;
  /** Whether other projects share its lock file. */
  isWorkspace: boolean;
}

const LISTS = [
  ['dev_dependencies', 'development'],
  ['dependencies', 'runtime'],
] as const;

/** @throws InputError for text that is no YAML */
export function parsePubspec(text: string): Pubspec {
  const [document] = readYaml(text);
  const fields: Fields = isFields(document) ? document : {};
  const requirements: Pubspec['requirements'] = new Map();
  for (const [list, scope] of LISTS) {
    for (const [name, value] of entriesOf(fields[list])) {
      const constraint = textOf(isFields(value) ? value.version : value) ?? '';
      requirements.set(name, { constraint, scope });
    }
  }
  return {
    name: textOf(fields.name),
    version: textOf(fields.version),
    requirements,
    isWorkspace: fields.workspace !== undefined,
  };
}

/** The pubspec.yaml beside a lock file; undefined if absent or unreadable. */
export function pubspecBeside(sibling: Sibling): Pubspec | undefined {
  const text = sibling('pubspec.yaml');
  try {
    return text === undefined ? undefined : parsePubspec(text);
  } catch {
    // The lock file says itself what is direct.
    return undefined;
  }
}
