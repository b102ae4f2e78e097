import type {
  FileOutcome,
  Scanner,
  ScannerInput,
  ScannerResult,
  SourceFile,
} from '@safety-curtain/plugin-supply-chain-node';
import {
  describeUnlocked,
  findReader,
  isManifest,
  isWanted,
  Manifest,
} from '@safety-curtain/sbom';
import path from 'node:path/posix';
import type { EnginePool } from './EnginePool';

/** Raised when a reader gives other components for the same file. */
const READERS_VERSION = '1';

/** Reads lock files and manifests into components. */
export class DependencyScanner implements Scanner {
  readonly id = 'dependencies';
  readonly version = READERS_VERSION;
  readonly #pool: Pick<EnginePool, 'readManifest'>;

  constructor(pool: Pick<EnginePool, 'readManifest'>) {
    this.#pool = pool;
  }

  wants(file: string): boolean {
    return isWanted(file) || describeUnlocked(file) !== undefined;
  }

  async scan(input: ScannerInput): Promise<ScannerResult> {
    const manifestFiles = input.files.filter(file => isManifest(file.path));
    const neighbours = new Map(input.files.map(f => [f.path, f.content]));
    const manifests: Manifest[] = [];
    const outcomes: FileOutcome[] = [];
    let done = 0;
    input.onProgress(done, manifestFiles.length);
    // In turn: the pool is shared with other scans, and order stays the same.
    for (const file of manifestFiles) {
      const format = findReader(file.path)?.id;
      const better = supersededBy(file, manifestFiles);
      if (better) {
        outcomes.push({
          path: file.path,
          outcome: 'skipped',
          format,
          reason: `${path.basename(better)} beside it describes the same`,
        });
        input.onProgress(++done, manifestFiles.length);
        continue;
      }
      const result = await this.#pool.readManifest(
        { path: file.path, content: file.content, neighbours },
        input.signal,
      );
      if ('manifest' in result) {
        manifests.push(result.manifest);
        outcomes.push({ path: file.path, outcome: 'read', format });
      } else {
        outcomes.push({
          path: file.path,
          outcome: 'failed',
          format,
          reason: result.error,
        });
      }
      input.onProgress(++done, manifestFiles.length);
    }
    outcomes.push(...unlocked(input.files, manifestFiles));
    return { manifests, outcomes };
  }
}

/** Of two lock files that describe one installation, only one is read. */
function supersededBy(
  file: SourceFile,
  manifestFiles: readonly SourceFile[],
): string | undefined {
  const { dir, base } = path.parse(file.path);
  return manifestFiles.find(
    other =>
      other !== file &&
      path.dirname(other.path) === (dir || '.') &&
      findReader(other.path)?.supersedes.includes(base),
  )?.path;
}

/** Projects that name dependencies and pin none: nothing to match, and said so. */
function unlocked(
  files: readonly SourceFile[],
  manifestFiles: readonly SourceFile[],
): FileOutcome[] {
  const outcomes: FileOutcome[] = [];
  for (const file of files) {
    const project = describeUnlocked(file.path);
    if (!project) continue;
    const locked = manifestFiles.some(
      ({ path: lock }) =>
        project.lockFiles.includes(path.basename(lock)) &&
        isAtOrAbove(path.dirname(lock), path.dirname(file.path)),
    );
    if (!locked) {
      outcomes.push({
        path: file.path,
        outcome: 'skipped',
        reason: project.message,
      });
    }
  }
  return outcomes;
}

/** A workspace has its lock file in a folder above. */
function isAtOrAbove(folder: string, below: string): boolean {
  return folder === '.' || folder === below || below.startsWith(`${folder}/`);
}
