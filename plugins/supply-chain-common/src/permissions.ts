import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource type that reading permissions are conditional on: a scanned
 * catalog entity. Resource refs are entity refs.
 *
 * @public
 */
export const RESOURCE_TYPE_SUPPLY_CHAIN_TARGET = 'supply-chain-target';

/** Seeing targets, findings, components, usages and scans. @public */
export const supplyChainFindingReadPermission = createPermission({
  name: 'supplyChain.finding.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Asking for a scan now. @public */
export const supplyChainScanCreatePermission = createPermission({
  name: 'supplyChain.scan.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Listing snapshots and downloading SBOM documents. @public */
export const supplyChainSbomReadPermission = createPermission({
  name: 'supplyChain.sbom.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Seeing the health of advisory sources, queue and workers. @public */
export const supplyChainMachineryReadPermission = createPermission({
  name: 'supplyChain.machinery.read',
  attributes: { action: 'read' },
});

/** Asking for an advisory source to be read again. @public */
export const supplyChainAdvisoryRefreshPermission = createPermission({
  name: 'supplyChain.advisory.refresh',
  attributes: { action: 'update' },
});

/** Permissions that are decided for each entity. @public */
export const supplyChainTargetPermissions = [
  supplyChainFindingReadPermission,
  supplyChainScanCreatePermission,
  supplyChainSbomReadPermission,
];

/** All permissions of the plugin. @public */
export const supplyChainPermissions = [
  ...supplyChainTargetPermissions,
  supplyChainMachineryReadPermission,
  supplyChainAdvisoryRefreshPermission,
];
