import { archiveOf } from './archive';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  Scanner,
  SourceReader,
} from '@safety-curtain/plugin-supply-chain-node';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { readOptions, SupplyChainOptions } from '../config/config';
import { PomRegistry } from '../outside/registries/PomRegistry';
import type { TellLosses } from '../flows/reading/lossEvents';
import { DependencyScanner } from '../flows/scan/DependencyScanner';
import { EnginePool } from '../engines/EnginePool';
import { PomCache } from '../flows/scan/poms/PomCache';
import { ScanRunner } from '../flows/scan/ScanRunner';
import { ScanWorkers } from '../flows/scan/ScanWorkers';
import { LocalSourceReader } from '../outside/sources/LocalSourceReader';
import { SourceReaders } from '../outside/sources/SourceReaders';

/** Options with their defaults, changed as a configuration would. */
export function testOptions(supplyChain: object = {}): SupplyChainOptions {
  return readOptions(new ConfigReader({ supplyChain: supplyChain as never }));
}

const pools = new Map<string, EnginePool>();

/** Replicas of a test file share their processes, which take a while to start. */
export function warmPool(
  options: ConstructorParameters<typeof EnginePool>[0],
): EnginePool {
  const key = JSON.stringify(options);
  const pool = pools.get(key) ?? new EnginePool(options);
  pools.set(key, pool);
  return pool;
}

// Measurements use replicas as well; their processes end with them.
if (typeof afterAll === 'function') {
  afterAll(async () => {
    await Promise.all([...pools.values()].map(pool => pool.close()));
  });
}

/** Workers of one replica that read folders below `root` for real. */
export function createReplica(options: {
  knex: Knex;
  root: string;
  supplyChain?: object;
  scanners?: (builtIn: Scanner) => Scanner[];
  readers?: SourceReader[];
  openSsfFile?: string;
  /** Address of a Maven registry. */
  mavenUrl?: string;
  onLosses?: TellLosses;
  /** Default: one that a test may look at. */
  logger?: LoggerService;
}) {
  const { scanning, schedule, inspections } = testOptions(options.supplyChain);
  const logger = options.logger ?? mockServices.logger.mock();
  const { fileTimeoutMs: timeoutMs, fileMemoryMb: memoryMb } = scanning.limits;
  const pool = warmPool({ processes: 1, timeoutMs, memoryMb });
  const poms =
    options.mavenUrl === undefined
      ? undefined
      : new PomCache({
          knex: options.knex,
          registry: new PomRegistry({
            url: options.mavenUrl,
            timeoutMs: 5000,
            maxBytes: 1024 * 1024,
          }),
        });
  const builtIn = new DependencyScanner(pool, { poms });
  const runner = new ScanRunner({
    knex: options.knex,
    archive: archiveOf(options.knex),
    logger,
    pool,
    scanning,
    schedule,
    inspections: inspections.enabled ? inspections : undefined,
    toolVersion: '1.2.3',
    openSsfFile: options.openSsfFile,
    poms,
    onLosses: options.onLosses,
    scanners: options.scanners?.(builtIn) ?? [builtIn],
    sources: new SourceReaders(
      options.readers ?? [new LocalSourceReader([options.root])],
    ),
  });
  const workers = new ScanWorkers({
    knex: options.knex,
    logger,
    runner,
    scanning,
  });
  return {
    runner,
    workers,
    logger,
    async close() {
      await workers.stop();
    },
  };
}

/** Waits until a condition holds; fails after a bound. */
export async function until(
  condition: () => Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('The condition did not come true');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
