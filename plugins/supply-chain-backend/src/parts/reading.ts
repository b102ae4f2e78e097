import { rememberedNpmRegistries } from '@safety-curtain/npm-configuration';
import { ClaimSettler } from '../flows/reading/ClaimSettler';
import { lossPublisher } from '../flows/reading/lossEvents';
import { DependencyScanner } from '../flows/scan/DependencyScanner';
import { PomCache } from '../flows/scan/poms/PomCache';
import { configuredPomRegistry } from '../outside/registries';
import { LocalSourceReader } from '../outside/sources/LocalSourceReader';
import { SourceReaders } from '../outside/sources/SourceReaders';
import { UrlSourceReader } from '../outside/sources/UrlSourceReader';
import type { Ground } from './ground';
import type { Pools } from './pools';

export type Reading = ReturnType<typeof createReading>;

/** How sources are read, whatever for. */
export function createReading(
  { knex, options, services, added }: Ground,
  { pool }: Pick<Pools, 'pool'>,
) {
  const registry = configuredPomRegistry(options.registries);
  const poms = registry && new PomCache({ knex, registry });
  return {
    poms,
    scanners: [
      new DependencyScanner(pool, {
        registries: rememberedNpmRegistries(),
        poms,
      }),
      ...added.scanners,
    ],
    sources: new SourceReaders([
      ...added.readers,
      new LocalSourceReader(options.localPaths),
      new UrlSourceReader(services.urlReader),
    ]),
  };
}

export type Aftermath = ReturnType<typeof createAftermath>;

/** What follows on scans and uploads alike. */
export function createAftermath({ knex, services }: Ground) {
  const { events, logger } = services;
  const settler = new ClaimSettler({ knex, logger });
  return {
    settler,
    onLosses: lossPublisher(events, logger),
    settleAside: () => settler.settle(),
  };
}
