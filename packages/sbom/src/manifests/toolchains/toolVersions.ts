import {
  entriesOf,
  fieldsOf,
  InputError,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { fileNameOf } from '../fileNames';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { Toolchain } from './toolchain';

/** What other version files call a tool. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['nodejs', 'node'],
  ['golang', 'go'],
  ['dotnet-core', 'dotnet-sdk'],
]);

/** Longer files name no tools. */
const MAX_LENGTH = 65_536;

/** `ref:main` and `path:…` are no versions; `system` is what the machine has. */
function add(tools: Toolchain, tool: string, version: string): void {
  const name = tool.slice(tool.lastIndexOf(':') + 1);
  if (/^[\w./@-]{1,100}$/.test(name)) {
    tools.addVersion(NAMES.get(name) ?? name, version);
  } else {
    tools.warnings.add('a tool whose name cannot be read is not counted');
  }
}

/** `nodejs 20.1.0 18.0.0`: the first that is installed counts. */
function readLines(text: string, tools: Toolchain): void {
  for (const raw of text.split('\n')) {
    const [tool, version] = raw
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (tool && version === undefined) {
      throw new InputError('a line of it has no version');
    }
    if (tool) add(tools, tool, version);
  }
}

/** `[tools]`: a version, several, or a table with one. */
function readTools(text: string, tools: Toolchain): void {
  for (const [tool, value] of entriesOf(readToml(text).tools)) {
    for (const one of Array.isArray(value) ? listOf(value) : [value]) {
      const version = isFields(one) ? fieldsOf(one, tool).version : one;
      add(tools, tool, textOf(version) ?? '');
    }
  }
}

function read({ path, text }: ReaderInput): ReaderResult {
  if (text.length > MAX_LENGTH) {
    throw new InputError(`longer than ${MAX_LENGTH} characters`);
  }
  const tools = new Toolchain('unknown');
  const isToml = fileNameOf(path).endsWith('.toml');
  (isToml ? readTools : readLines)(text, tools);
  return tools.result();
}

/** `.tool-versions` of asdf, and `mise.toml`, whose tasks and settings say nothing here. */
export const toolVersions: ManifestReader = {
  id: 'tool-versions',
  title: 'tool versions',
  surroundings: true,
  matches: name => /^(?:\.tool-versions|\.?mise\.toml)$/.test(name),
  companions: [],
  supersedes: [],
  read,
};
