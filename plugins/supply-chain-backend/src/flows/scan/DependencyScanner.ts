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
  namesPackages,
  planReading,
  ReadingPlan,
} from '@safety-curtain/sbom';
import { inChunks } from '../../database/dialect';
import type { EnginePool, ReadManifestTask } from '../../engines/EnginePool';
import { Poms, PomsOfScan } from './poms/PomsOfScan';

/** Raised when a reader gives other components for the same file. */
const READERS_VERSION = '6';
/** Parents of parents and BOMs of BOMs that are got from registries. */
const MAX_DEEP = 10;
/** Files that others include, of one source. */
const MAX_INCLUDED = 1000;

type Engines = Pick<EnginePool, 'asksForPackages' | 'readManifest'>;

/** Reads lock files and manifests into components. */
export class DependencyScanner implements Scanner {
  readonly id = 'dependencies';
  readonly version = READERS_VERSION;
  readonly #pool: Engines;
  readonly #registries: () => Promise<readonly string[]>;
  readonly #poms: Poms | undefined;

  /**
   * @param known.registries - the npm registries that are known here
   * @param known.poms - absent where no Maven registry is asked
   */
  constructor(
    pool: Engines,
    known: {
      registries?: () => Promise<readonly string[]>;
      poms?: Poms;
    } = {},
  ) {
    this.#pool = pool;
    this.#registries = known.registries ?? (async () => []);
    this.#poms = known.poms;
  }

  wants(file: string): boolean {
    return isWanted(file);
  }

  async scan(input: ScannerInput): Promise<ScannerResult> {
    let files = new Map(input.files.map(f => [f.path, f.content]));
    const plan = planReading(
      [...files.keys()],
      await thoseThatNamePackages(input.paths ?? []),
    );
    const known = input.paths && new Set(input.paths);
    const manifests: Manifest[] = [];
    const asked = new Set<string>();
    const outcomes: FileOutcome[] = plan.skip.map(skipped => ({
      ...skipped,
      outcome: 'skipped',
    }));
    const registries = await this.#registries();
    const poms = new PomsOfScan(this.#poms, input.signal);
    input.onProgress(0, plan.read.length);
    // In turn: the pool is shared with other scans, and order stays the same.
    for (const [index, { path, format }] of plan.read.entries()) {
      const task = { path, folder: input.folder, registries };
      let result = await this.#read({ ...task, files }, poms, input.signal);
      for (let depth = 0; depth < MAX_DEEP; depth++) {
        const included = await fetchIncluded(result, input.fetch, {
          known,
          asked,
        });
        if (included.length === 0) break;
        files = new Map([...files, ...included]);
        result = await this.#read({ ...task, files }, poms, input.signal);
      }
      if ('manifest' in result) {
        manifests.push(result.manifest);
        outcomes.push({ path, outcome: 'read', format });
      } else {
        outcomes.push({
          path,
          outcome: 'failed',
          format,
          reason: result.error,
          failure: result.failure,
        });
      }
      input.onProgress(index + 1, plan.read.length);
    }
    const unlocked = await this.#unlocked(files, plan, input);
    return { manifests, outcomes, unlocked };
  }

  /** Reads a manifest, and again with the POMs of registries that it misses. */
  async #read(
    task: ReadManifestTask,
    poms: PomsOfScan,
    signal: AbortSignal,
  ): ReturnType<Engines['readManifest']> {
    const read = () =>
      this.#pool.readManifest({ ...task, poms: poms.texts }, signal);
    let result = await read();
    for (let depth = 0; depth < MAX_DEEP && 'manifest' in result; depth++) {
      const missing = result.manifest.unresolved?.poms ?? [];
      if (missing.length === 0 || !(await poms.add(missing))) break;
      const next = await read();
      // What was read without them stands.
      if ('error' in next) break;
      result = next;
    }
    if ('manifest' in result && result.manifest.unresolved) {
      const { unresolved } = result.manifest;
      unresolved.poms = poms.explain(unresolved.poms);
    }
    return result;
  }

  async #unlocked(
    files: ReadonlyMap<string, Uint8Array>,
    plan: ReadingPlan,
    { folder, signal }: ScannerInput,
  ): Promise<UnlockedFile[]> {
    const unlocked: UnlockedFile[] = [];
    for (const { path, format, reason } of plan.skip) {
      const ecosystem = describeUnlocked(path)?.ecosystem;
      if (format || !ecosystem) continue;
      const asks = await this.#pool.asksForPackages(
        { path, files, folder },
        signal,
      );
      const locked = asks === undefined ? undefined : !asks;
      unlocked.push({ path, ecosystem, reason, locked });
    }
    return unlocked;
  }
}

/** A source may have very many files, each of which is asked about by all readers. */
async function thoseThatNamePackages(
  paths: readonly string[],
): Promise<string[]> {
  const naming: string[] = [];
  for await (const some of inChunks(paths, 1000)) {
    naming.push(...some.filter(namesPackages));
  }
  return naming;
}

/**
 * The files that a manifest includes and that the source's first reading did not
 * give, as far as they are there; each path is asked for once.
 *
 * @param of.known - all paths of the source, where they are known
 */
async function fetchIncluded(
  result: Awaited<ReturnType<Engines['readManifest']>>,
  fetch: ScannerInput['fetch'],
  of: { known: ReadonlySet<string> | undefined; asked: Set<string> },
): Promise<[string, Buffer][]> {
  const { known, asked } = of;
  if (!fetch || 'error' in result) return [];
  const wanted = (result.manifest.notAtHand ?? [])
    .filter(path => !asked.has(path) && (known?.has(path) ?? true))
    .slice(0, MAX_INCLUDED - asked.size);
  if (wanted.length === 0) return [];
  wanted.forEach(path => asked.add(path));
  const files = await fetch(wanted);
  return files.map(({ path, content }) => [path, content]);
}
