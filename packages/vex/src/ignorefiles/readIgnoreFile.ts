import {
  InputError,
  refuseDamage,
  withoutByteOrderMark,
} from '@safety-curtain/input';
import { VexError } from '../VexError';
import { readAuditCi } from './auditCi';
import { readDependabot } from './dependabot';
import { EntryList } from './EntryList';
import { readGrype } from './grype';
import type { IgnoreFile, IgnoreTool } from './ignored';
import { readOsvScanner } from './osvScanner';
import { readRetire } from './retire';
import { readSnyk } from './snyk';
import { readTrivyIgnore, readTrivyIgnoreYaml } from './trivy';

interface Format {
  tool: IgnoreTool;
  names: RegExp;
  read(text: string, found: EntryList): void;
}

const FORMATS: readonly Format[] = [
  { tool: 'snyk', names: /^\.snyk$/, read: readSnyk },
  { tool: 'osv-scanner', names: /^osv-scanner\.toml$/, read: readOsvScanner },
  { tool: 'trivy', names: /^\.trivyignore$/, read: readTrivyIgnore },
  {
    tool: 'trivy',
    names: /^\.?trivyignore\.ya?ml$/,
    read: readTrivyIgnoreYaml,
  },
  { tool: 'grype', names: /^\.grype\.ya?ml$/, read: readGrype },
  {
    tool: 'audit-ci',
    names: /^\.?audit-ci\.jsonc?$|^audit-ci\.json5$/,
    read: readAuditCi,
  },
  { tool: 'retire', names: /^\.retireignore\.json$/, read: readRetire },
  {
    tool: 'dependabot',
    names: /^dependabot-alerts\.json$/,
    read: readDependabot,
  },
];

/** Ignore files are written by hand: none is longer. */
const MAX_LENGTH = 8 * 1024 * 1024;

function formatOf(path: string): Format | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return FORMATS.find(({ names }) => names.test(name));
}

/** Whether a file is an ignore file, by its name. @public */
export function isIgnoreFile(path: string): boolean {
  return formatOf(path) !== undefined;
}

/**
 * The folder that an ignore file is about: its own, as tools read the one where they are run, and
 * name paths from there; empty for the whole source. Alerts of Dependabot are about a repository.
 *
 * @public
 */
export function ignoredFolder({
  path,
  tool,
}: {
  path: string;
  tool: string;
}): string {
  const end = path.lastIndexOf('/');
  return tool === 'dependabot' || end < 0 ? '' : path.slice(0, end);
}

/**
 * Reads what a tool's ignore file says.
 *
 * @param path - of the file: its name tells the tool
 * @throws VexError with what is wrong with it
 *
 * @public
 */
export function readIgnoreFile(path: string, content: string): IgnoreFile {
  const format = formatOf(path);
  if (!format)
    throw new VexError('it is no ignore file of a tool that is read');
  if (content.length > MAX_LENGTH) {
    throw new VexError(`it is longer than ${MAX_LENGTH} characters`);
  }
  const text = withoutByteOrderMark(content);
  const found = new EntryList(text);
  try {
    // An empty one ignores nothing.
    refuseDamage(text, true);
    if (text.trim() !== '') format.read(text, found);
  } catch (error) {
    if (error instanceof InputError) throw new VexError(error.message);
    throw error;
  }
  const { entries, notUnderstood } = found;
  return { tool: format.tool, entries, notUnderstood };
}
