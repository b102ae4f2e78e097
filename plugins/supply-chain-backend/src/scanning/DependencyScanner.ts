import type {
  FileOutcome,
  Scanner,
  ScannerInput,
  ScannerResult,
  UnlockedFile,
} from '@safety-curtain/plugin-supply-chain-node';
import {
  describeUnlocked,
  isWanted,
  Manifest,
  planReading,
  ReadingPlan,
} from '@safety-curtain/sbom';
import type { EnginePool } from './EnginePool';

/** Raised when a reader gives other components for the same file. */
const READERS_VERSION = '2';

type Engines = Pick<EnginePool, 'asksForPackages' | 'readManifest'>;

/** Reads lock files and manifests into components. */
export class DependencyScanner implements Scanner {
  readonly id = 'dependencies';
  readonly version = READERS_VERSION;
  readonly #pool: Engines;
  readonly #registries: () => Promise<readonly string[]>;

  /** @param registries - the npm registries that are known here */
  constructor(
    pool: Engines,
    registries: () => Promise<readonly string[]> = async () => [],
  ) {
    this.#pool = pool;
    this.#registries = registries;
  }

  wants(file: string): boolean {
    return isWanted(file);
  }

  async scan(input: ScannerInput): Promise<ScannerResult> {
    const files = new Map(input.files.map(f => [f.path, f.content]));
    const plan = planReading([...files.keys()], input.paths);
    const manifests: Manifest[] = [];
    const outcomes: FileOutcome[] = plan.skip.map(skipped => ({
      ...skipped,
      outcome: 'skipped',
    }));
    const registries = await this.#registries();
    input.onProgress(0, plan.read.length);
    // In turn: the pool is shared with other scans, and order stays the same.
    for (const [index, { path, format }] of plan.read.entries()) {
      const result = await this.#pool.readManifest(
        { path, content: files.get(path)!, neighbours: files, registries },
        input.signal,
      );
      if ('manifest' in result) {
        manifests.push(result.manifest);
        outcomes.push({ path, outcome: 'read', format });
      } else {
        outcomes.push({
          path,
          outcome: 'failed',
          format,
          reason: result.error,
        });
      }
      input.onProgress(index + 1, plan.read.length);
    }
    const unlocked = await this.#unlocked(files, plan, input.signal);
    return { manifests, outcomes, unlocked };
  }

  async #unlocked(
    files: Map<string, Uint8Array>,
    plan: ReadingPlan,
    signal: AbortSignal,
  ): Promise<UnlockedFile[]> {
    const unlocked: UnlockedFile[] = [];
    for (const { path, format, reason } of plan.skip) {
      const ecosystem = describeUnlocked(path)?.ecosystem;
      if (format || !ecosystem) continue;
      const content = files.get(path)!;
      const asks = await this.#pool.asksForPackages({ path, content }, signal);
      const locked = asks === undefined ? undefined : !asks;
      unlocked.push({ path, ecosystem, reason, locked });
    }
    return unlocked;
  }
}
