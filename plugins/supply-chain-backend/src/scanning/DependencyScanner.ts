import type {
  FileOutcome,
  Scanner,
  ScannerInput,
  ScannerResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { isWanted, Manifest, planReading } from '@safety-curtain/sbom';
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
    return isWanted(file);
  }

  async scan(input: ScannerInput): Promise<ScannerResult> {
    const files = new Map(input.files.map(f => [f.path, shared(f.content)]));
    const plan = planReading([...files.keys()]);
    const manifests: Manifest[] = [];
    const outcomes: FileOutcome[] = plan.skip.map(skipped => ({
      ...skipped,
      outcome: 'skipped',
    }));
    input.onProgress(0, plan.read.length);
    // In turn: the pool is shared with other scans, and order stays the same.
    for (const [index, { path, format }] of plan.read.entries()) {
      const result = await this.#pool.readManifest(
        { path, content: files.get(path)!, neighbours: files },
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
    return { manifests, outcomes };
  }
}

/**
 * Bytes that threads see without a copy: every manifest may ask for any of its
 * neighbours, and a repository may have hundreds of both.
 */
function shared(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(content.length));
  bytes.set(content);
  return bytes;
}
