import { SCAN_SIGNAL_CHANNEL } from '@safety-curtain/plugin-supply-chain-common';
import { version } from '../../package.json';
import { CatalogWatch } from '../flows/catalog/CatalogWatch';
import type { Gates } from '../flows/gate/Gates';
import { ScanRunner } from '../flows/scan/ScanRunner';
import { ScanWorkers } from '../flows/scan/ScanWorkers';
import type { Archive } from '../records/documents/Archive';
import { Ground, tellAuditor } from './ground';
import type { Pools } from './pools';
import type { Aftermath, Reading } from './reading';

type ScanningParts = Reading &
  Pick<Aftermath, 'onLosses' | 'settleAside'> &
  Pick<Pools, 'pool'> & { archive: Archive; gates: Gates };

/** What scans services, and what says which there are. */
export function createScanning(ground: Ground, parts: ScanningParts) {
  const { knex, options, services } = ground;
  const { logger } = services;
  return {
    workers: new ScanWorkers({
      knex,
      logger,
      scanning: options.scanning,
      runner: createScanRunner(ground, parts),
    }),
    catalogWatch: new CatalogWatch({
      catalog: services.catalog,
      auth: services.auth,
      knex,
      filter: options.targetFilter,
      distribution: options.licenses.distribution,
      exposure: options.triage.exposure,
      logger,
    }),
  };
}

function createScanRunner(
  { knex, options, services, telemetry }: Ground,
  parts: ScanningParts,
): ScanRunner {
  const { gates, ...others } = parts;
  return new ScanRunner({
    ...others,
    knex,
    logger: services.logger,
    telemetry,
    scanning: options.scanning,
    schedule: options.schedule,
    inspections: options.inspections.enabled ? options.inspections : undefined,
    openSsfFile: options.scorecards.openSsf.file,
    trustedOwners: options.triage.trustedOwners,
    onTrusted: ({ entityRef, files, decisions }) => {
      tellAuditor(services, 'ignore-file-trusted', {
        entityRef,
        files,
        decisions,
      }).catch(error =>
        services.logger.error('An audit event was not told', error),
      );
    },
    longestExceptionMs: options.decisions.longestExceptionMs,
    asksApproval: gates.asksApproval,
    toolVersion: version,
    onProgress: ({ scanId }, finished) => {
      services.signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: SCAN_SIGNAL_CHANNEL,
          message: { scanId, finished },
        })
        // Signals are a convenience: pages ask again by themselves.
        .catch(() => undefined);
    },
  });
}
