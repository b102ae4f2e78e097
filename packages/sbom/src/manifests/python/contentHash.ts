import { type Fields, isFields } from '@safety-curtain/input';
import { createHash } from 'crypto';

/** What stands between the parts of JSON: Python's own choice, or none at all. */
interface Style {
  item: string;
  key: string;
}

const SPACED: Style = { item: ', ', key: ': ' };
const COMPACT: Style = { item: ',', key: ':' };

const MISSING = Object.freeze({});

function textIn(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * The text that Python's `json.dumps(value, sort_keys=True)` gives (Python documentation, "json").
 * Undefined for what is told apart there and not here, as numbers with a fraction, and for dates.
 */
function dump(value: unknown, style: Style): string | undefined {
  if (typeof value === 'string') {
    return textIn(value);
  }
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : undefined;
  }
  if (Array.isArray(value)) {
    return joined(
      value.map(item => dump(item, style)),
      ['[', ']'],
      style,
    );
  }
  if (!isFields(value) || value instanceof Date) {
    return undefined;
  }
  const parts = Object.keys(value)
    .sort()
    .map(key => {
      const text = dump(value[key], style);
      return text && `${textIn(key)}${style.key}${text}`;
    });
  return joined(parts, ['{', '}'], style);
}

function joined(
  parts: ReadonlyArray<string | undefined>,
  [open, close]: [string, string],
  style: Style,
): string | undefined {
  return parts.includes(undefined)
    ? undefined
    : `${open}${parts.join(style.item)}${close}`;
}

function hashOf(value: unknown, style = SPACED): string | undefined {
  const text = dump(value, style);
  return text === undefined
    ? undefined
    : createHash('sha256').update(text).digest('hex');
}

/** The named entries that are there; those of `always` are null where they are not. */
function picked(
  table: Fields,
  names: readonly string[],
  always = false,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of names) {
    const value = table[name];
    if (value !== undefined || always) {
      found[name] = value ?? null;
    }
  }
  return found;
}

function tableIn(table: Fields, name: string): Fields {
  const value = table[name];
  return isFields(value) ? value : MISSING;
}

const POETRY_LISTS = ['dependencies', 'source', 'extras', 'dev-dependencies'];
const PROJECT_LISTS = [
  'requires-python',
  'dependencies',
  'optional-dependencies',
];

function poetryContent(pyproject: Fields, withGroups: boolean): unknown {
  const poetry = tableIn(tableIn(pyproject, 'tool'), 'poetry');
  const groups = withGroups ? tableIn(pyproject, 'dependency-groups') : MISSING;
  const project = picked(tableIn(pyproject, 'project'), PROJECT_LISTS);
  const content: Record<string, unknown> = {
    ...(Object.keys(project).length > 0 && { project }),
    ...(Object.keys(groups).length > 0 && { 'dependency-groups': groups }),
  };
  const isNew = Object.keys(content).length > 0;
  const own = {
    ...picked(poetry, POETRY_LISTS, !isNew),
    ...picked(poetry, ['group']),
  };
  return isNew ? { ...content, tool: { poetry: own } } : own;
}

/**
 * The `content-hash` that Poetry gives a pyproject.toml; from 2.2 it counts `dependency-groups` as
 * well. Undefined where it cannot be told.
 */
export function poetryHashes(pyproject: Fields): Array<string | undefined> {
  return [true, false].map(withGroups =>
    hashOf(poetryContent(pyproject, withGroups)),
  );
}

/** Tables of a Pipfile that are no category of packages. */
const PIPFILE_TABLES: ReadonlySet<string> = new Set([
  'source',
  'packages',
  'dev-packages',
  'requires',
  'scripts',
  'pipfile',
  'pipenv',
  'default',
  'develop',
]);

/**
 * The hash that pipenv gives a Pipfile.
 *
 * @param sources - those of the lock file, for a Pipfile that names none
 */
export function pipfileHash(
  pipfile: Fields,
  sources: unknown,
): string | undefined {
  const categories = Object.entries(pipfile).filter(
    ([name]) => !PIPFILE_TABLES.has(name),
  );
  return hashOf(
    Object.assign(Object.create(null), Object.fromEntries(categories), {
      _meta: {
        sources: pipfile.source ?? sources ?? [],
        requires: pipfile.requires ?? {},
      },
      default: pipfile.packages ?? {},
      develop: pipfile['dev-packages'] ?? {},
    }),
    COMPACT,
  );
}

/** The `content_hash` that PDM gives a pyproject.toml; other versions of PDM count other things. */
export function pdmHash(pyproject: Fields): string | undefined {
  const project = tableIn(pyproject, 'project');
  const pdm = tableIn(tableIn(pyproject, 'tool'), 'pdm');
  return hashOf({
    sources: pdm.source ?? [],
    dependencies: project.dependencies ?? [],
    'dev-dependencies':
      pyproject['dependency-groups'] ?? pdm['dev-dependencies'] ?? {},
    'optional-dependencies': project['optional-dependencies'] ?? {},
    'requires-python': project['requires-python'] ?? '',
    resolution: pdm.resolution ?? {},
  });
}
