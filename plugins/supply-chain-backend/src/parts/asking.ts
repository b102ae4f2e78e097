import { AdvisoryRefresher } from '../flows/advise/AdvisoryRefresher';
import { LicenseRefresher } from '../flows/license/LicenseRefresher';
import { ProvenanceRefresher } from '../flows/provenance/ProvenanceRefresher';
import { PackageRisks } from '../flows/risk/PackageRisks';
import type { VexPlaces } from '../flows/vex/VexPlaces';
import { configuredAdvisories } from '../outside/feeds/configured';
import { configuredMetadataSources } from '../outside/registries';
import { configuredProvenance } from '../outside/registries/provenance/configured';
import { Ground, tellAuditor } from './ground';
import type { Pools } from './pools';

/** What asks advisory sources and registries about packages. */
export function createAsking(
  ground: Ground,
  parts: Pick<Pools, 'pool'> & { vexPlaces: VexPlaces },
) {
  const { knex, options, services, telemetry } = ground;
  return {
    refresher: createAdvisoryRefresher(ground, parts.vexPlaces),
    licenseRefresher: createLicenseRefresher(ground),
    packageRisks: new PackageRisks({
      knex,
      logger: services.logger,
      packages: options.packages,
      telemetry,
    }),
    provenance: createProvenance(ground, parts),
  };
}

function createAdvisoryRefresher(ground: Ground, vexPlaces: VexPlaces) {
  const { knex, options, services, added, telemetry } = ground;
  const { refreshMs, refreshCron, staleAfterMs } = options.advisories;
  const { sources, feeds } = configuredAdvisories(options.advisories);
  return new AdvisoryRefresher({
    knex,
    logger: services.logger,
    refreshMs,
    refreshCron,
    staleAfterMs,
    sources: [...sources, ...added.advisories],
    feeds,
    others: vexPlaces.upstreams(),
    telemetry,
  });
}

function createLicenseRefresher({ knex, options, services, added }: Ground) {
  return new LicenseRefresher({
    knex,
    logger: services.logger,
    licenses: options.licenses,
    sources: [
      ...configuredMetadataSources(options.registries),
      ...added.metadata,
    ],
    onPolicyChange: change =>
      tellAuditor(services, 'license-policy-change', { ...change }),
  });
}

function createProvenance(
  { knex, options, services, telemetry }: Ground,
  { pool }: Pick<Pools, 'pool'>,
): ProvenanceRefresher {
  const { provenance, registries } = options;
  return new ProvenanceRefresher({
    knex,
    logger: services.logger,
    provenance,
    registries: configuredProvenance(provenance, registries),
    pool,
    concurrency: registries.concurrency,
    telemetry,
  });
}
