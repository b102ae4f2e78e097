import type { BackendPluginRegistrationPoints } from '@backstage/backend-plugin-api';
import {
  AdvisorySource,
  ArchiveStore,
  Forge,
  PackageMetadataSource,
  Scanner,
  ScorecardCheck,
  SourceReader,
  Tracker,
  supplyChainAdvisoriesExtensionPoint,
  supplyChainArchiveExtensionPoint,
  supplyChainForgesExtensionPoint,
  supplyChainMetadataExtensionPoint,
  supplyChainScannersExtensionPoint,
  supplyChainScorecardsExtensionPoint,
  supplyChainSourcesExtensionPoint,
  supplyChainTrackersExtensionPoint,
} from '@safety-curtain/plugin-supply-chain-node';

/** What modules add. */
export interface Extensions {
  /** The last one added is asked first. */
  readers: SourceReader[];
  scanners: Scanner[];
  advisories: AdvisorySource[];
  stores: ArchiveStore[];
  metadata: PackageMetadataSource[];
  checks: ScorecardCheck[];
  forges: Forge[];
  trackers: Tracker[];
}

/** Registers the extension points; the lists are full once the plugin starts. */
export function registerExtensionPoints(
  env: BackendPluginRegistrationPoints,
): Extensions {
  const added: Extensions = {
    readers: [],
    scanners: [],
    advisories: [],
    stores: [],
    metadata: [],
    checks: [],
    forges: [],
    trackers: [],
  };
  env.registerExtensionPoint(supplyChainSourcesExtensionPoint, {
    addSourceReader: (...readers) => added.readers.unshift(...readers),
  });
  env.registerExtensionPoint(supplyChainScannersExtensionPoint, {
    addScanner: (...scanners) => added.scanners.push(...scanners),
  });
  env.registerExtensionPoint(supplyChainAdvisoriesExtensionPoint, {
    addAdvisorySource: (...sources) => added.advisories.push(...sources),
  });
  env.registerExtensionPoint(supplyChainArchiveExtensionPoint, {
    addArchiveStore: (...stores) => added.stores.push(...stores),
  });
  env.registerExtensionPoint(supplyChainMetadataExtensionPoint, {
    addMetadataSource: (...sources) => added.metadata.push(...sources),
  });
  env.registerExtensionPoint(supplyChainScorecardsExtensionPoint, {
    addCheck: (...checks) => added.checks.push(...checks),
  });
  env.registerExtensionPoint(supplyChainForgesExtensionPoint, {
    addForge: (...forges) => added.forges.push(...forges),
  });
  env.registerExtensionPoint(supplyChainTrackersExtensionPoint, {
    addTracker: (...trackers) => added.trackers.push(...trackers),
  });
  return added;
}
