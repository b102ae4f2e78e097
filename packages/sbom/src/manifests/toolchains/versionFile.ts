import { InputError } from '@safety-curtain/input';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { fileNameOf } from '../fileNames';
import { Toolchain } from './toolchain';

/** What each file gives the version of. What runs the program may be another one than was built with. */
const TOOLS: ReadonlyMap<string, string> = new Map([
  ['.nvmrc', 'node'],
  ['.node-version', 'node'],
  ['.python-version', 'python'],
  ['.ruby-version', 'ruby'],
  ['.go-version', 'go'],
  ['.java-version', 'java'],
]);

/** Longer ones hold no version. */
const MAX_LENGTH = 4096;

function read({ path, text }: ReaderInput): ReaderResult {
  const name = TOOLS.get(fileNameOf(path))!;
  const lines = text
    .slice(0, MAX_LENGTH + 1)
    .split(/\r?\n/)
    .map(line => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter(line => line !== '');
  if (text.length > MAX_LENGTH || lines.some(line => /\s/.test(line))) {
    throw new InputError(
      'no version file: a line of it has more than a version',
    );
  }
  const tools = new Toolchain('unknown');
  for (const line of lines) {
    // Version managers of several languages write the tool before its version.
    tools.addVersion(name, line.replace(new RegExp(`^${name}[-/]`), ''));
  }
  return tools.result();
}

/** `.nvmrc`, `.python-version` and the like: one file for each tool. */
export const versionFile: ManifestReader = {
  id: 'version-file',
  title: 'version file',
  surroundings: true,
  matches: name => TOOLS.has(name),
  companions: [],
  supersedes: [],
  read,
};
