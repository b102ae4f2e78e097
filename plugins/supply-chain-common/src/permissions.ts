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

/** Handing in an SBOM that was made elsewhere. @public */
export const supplyChainSbomUploadPermission = createPermission({
  name: 'supplyChain.sbom.upload',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Handing in what other tools found. @public */
export const supplyChainReportUploadPermission = createPermission({
  name: 'supplyChain.report.upload',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/**
 * Seeing licenses, what breaks which rule, obligations, notices and the
 * decisions about them.
 *
 * @public
 */
export const supplyChainLicenseReadPermission = createPermission({
  name: 'supplyChain.license.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/**
 * Seeing how an entity stands on scorecards: levels, answers with their
 * evidence, and roll-ups that count it.
 *
 * @public
 */
export const supplyChainScorecardReadPermission = createPermission({
  name: 'supplyChain.scorecard.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/**
 * Seeing what the gate says of an entity, and asking what it says of a build of
 * it: findings, licenses and decisions stand in its reasons.
 *
 * @public
 */
export const supplyChainGateReadPermission = createPermission({
  name: 'supplyChain.gate.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Trying out policies of gates. @public */
export const supplyChainGateConfigurePermission = createPermission({
  name: 'supplyChain.gate.configure',
  attributes: { action: 'update' },
});

/** Asking that a check is not asked of an entity for a time. @public */
export const supplyChainExemptionCreatePermission = createPermission({
  name: 'supplyChain.exemption.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Approving, rejecting and revoking exemptions from checks. @public */
export const supplyChainExemptionApprovePermission = createPermission({
  name: 'supplyChain.exemption.approve',
  attributes: { action: 'update' },
});

/** Asking for a license exception for an entity. @public */
export const supplyChainExceptionCreatePermission = createPermission({
  name: 'supplyChain.exception.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Exporting the archive of an entity. @public */
export const supplyChainArchiveExportPermission = createPermission({
  name: 'supplyChain.archive.export',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Approving, rejecting and revoking license exceptions. @public */
export const supplyChainExceptionApprovePermission = createPermission({
  name: 'supplyChain.exception.approve',
  attributes: { action: 'update' },
});

/** Saying what the license of a package is, for the whole organization. @public */
export const supplyChainLicenseCuratePermission = createPermission({
  name: 'supplyChain.license.curate',
  attributes: { action: 'update' },
});

/** Putting archived records on hold, and lifting holds. @public */
export const supplyChainHoldManagePermission = createPermission({
  name: 'supplyChain.hold.manage',
  attributes: { action: 'update' },
});

/** Seeing what retention keeps and deleted. @public */
export const supplyChainRetentionReadPermission = createPermission({
  name: 'supplyChain.retention.read',
  attributes: { action: 'read' },
});

/** Seeing the health of advisory sources, queue and workers. @public */
export const supplyChainSystemHealthReadPermission = createPermission({
  name: 'supplyChain.systemHealth.read',
  attributes: { action: 'read' },
});

/** Asking for an advisory source to be read again. @public */
export const supplyChainAdvisoryRefreshPermission = createPermission({
  name: 'supplyChain.advisory.refresh',
  attributes: { action: 'update' },
});

/** Proposing what a vulnerability means in an entity. @public */
export const supplyChainTriageProposePermission = createPermission({
  name: 'supplyChain.triage.propose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/**
 * Deciding what a vulnerability means in an entity, and revoking it; where a
 * policy asks for an approver, it still waits for one.
 *
 * @public
 */
export const supplyChainTriageDecidePermission = createPermission({
  name: 'supplyChain.triage.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SUPPLY_CHAIN_TARGET,
});

/** Approving and rejecting what was proposed about vulnerabilities. @public */
export const supplyChainTriageApprovePermission = createPermission({
  name: 'supplyChain.triage.approve',
  attributes: { action: 'update' },
});

/**
 * Approving and refusing packages that are new to the organization.
 *
 * @public
 */
export const supplyChainPackageApprovePermission = createPermission({
  name: 'supplyChain.package.approve',
  attributes: { action: 'update' },
});

/** Taking over VEX documents of others. @public */
export const supplyChainTriageImportPermission = createPermission({
  name: 'supplyChain.triage.import',
  attributes: { action: 'create' },
});

/** Seeing the rules that decide by themselves, and trying out others. @public */
export const supplyChainTriageConfigurePermission = createPermission({
  name: 'supplyChain.triage.configure',
  attributes: { action: 'read' },
});

/** Permissions that are decided for each entity. @public */
export const supplyChainTargetPermissions = [
  supplyChainFindingReadPermission,
  supplyChainScanCreatePermission,
  supplyChainSbomReadPermission,
  supplyChainSbomUploadPermission,
  supplyChainReportUploadPermission,
  supplyChainLicenseReadPermission,
  supplyChainScorecardReadPermission,
  supplyChainExemptionCreatePermission,
  supplyChainExceptionCreatePermission,
  supplyChainArchiveExportPermission,
  supplyChainTriageProposePermission,
  supplyChainTriageDecidePermission,
  supplyChainGateReadPermission,
];

/** All permissions of the plugin. @public */
export const supplyChainPermissions = [
  ...supplyChainTargetPermissions,
  supplyChainSystemHealthReadPermission,
  supplyChainAdvisoryRefreshPermission,
  supplyChainExceptionApprovePermission,
  supplyChainExemptionApprovePermission,
  supplyChainLicenseCuratePermission,
  supplyChainHoldManagePermission,
  supplyChainRetentionReadPermission,
  supplyChainTriageApprovePermission,
  supplyChainPackageApprovePermission,
  supplyChainTriageImportPermission,
  supplyChainTriageConfigurePermission,
  supplyChainGateConfigurePermission,
];
