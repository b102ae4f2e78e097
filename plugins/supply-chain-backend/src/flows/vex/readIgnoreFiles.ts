import {
  type IgnoredEntry,
  isIgnoreFile,
  type IgnoreTool,
  type NotUnderstood,
  readIgnoredPackages,
} from '@safety-curtain/vex';
import { createHash } from 'node:crypto';
import type { EnginePool } from '../../engines/EnginePool';

/** Ignore files of one source; what is beyond is told as unread. */
const MOST_FILES = 200;

/** An ignore file as it was understood. */
export interface FoundIgnoreFile {
  path: string;
  sha256: string;
  tool: IgnoreTool;
  /** Those that can be decisions. */
  entries: IgnoredEntry[];
  notUnderstood: NotUnderstood[];
}

/** What a source, or an upload, has of ignore files. */
export interface FoundIgnoreFiles {
  files: FoundIgnoreFile[];
  /** Files that could not be read, and why: what was known of them stands. */
  unread: { path: string; reason: string }[];
}

/** Reads those of some files that are ignore files of tools. */
export async function readIgnoreFiles(
  pool: Pick<EnginePool, 'readIgnoreFile'>,
  files: readonly { path: string; content: Uint8Array }[],
  signal: AbortSignal,
): Promise<FoundIgnoreFiles> {
  const found: FoundIgnoreFiles = { files: [], unread: [] };
  const wanted = files
    .filter(({ path }) => isIgnoreFile(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const [index, { path, content }] of wanted.entries()) {
    if (index >= MOST_FILES) {
      const reason = `There are more than ${MOST_FILES} ignore files`;
      found.unread.push({ path, reason });
      continue;
    }
    const result = await pool.readIgnoreFile({ path, content }, signal);
    if ('error' in result) {
      found.unread.push({ path, reason: result.error });
      continue;
    }
    const sha256 = createHash('sha256').update(content).digest('hex');
    found.files.push({ path, sha256, ...decidable(result.file) });
  }
  return found;
}

/** Takes out what cannot be a decision, and says why. */
function decidable(file: {
  tool: IgnoreTool;
  entries: readonly IgnoredEntry[];
  notUnderstood: readonly NotUnderstood[];
}) {
  const notUnderstood = [...file.notUnderstood];
  const entries = file.entries.filter(entry => {
    const reason = reasonAgainst(entry);
    if (reason !== undefined) {
      const line = entry.line === undefined ? '' : `line ${entry.line}: `;
      notUnderstood.push({ at: `${line}${entry.text}`, reason });
    }
    return reason === undefined;
  });
  return { tool: file.tool, entries, notUnderstood };
}

function reasonAgainst({
  vulnerability,
  packages,
}: IgnoredEntry): string | undefined {
  if (vulnerability === undefined) {
    return 'it is about every vulnerability of a package, also of those to come: a rule can say so';
  }
  if (vulnerability.length > 200)
    return 'the id of its vulnerability is too long';
  const test = readIgnoredPackages(packages);
  return typeof test === 'string' ? test : undefined;
}
