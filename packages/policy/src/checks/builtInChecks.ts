import type { Check } from './check';
import { noExpiredException } from './decisions/noExpiredException';
import { integrityHashes } from './dependencies/integrityHashes';
import { dependenciesLocked } from './dependencies/locked';
import { lockFileInStep } from './dependencies/lockFileInStep';
import { dependenciesMaintained } from './dependencies/maintained';
import { dependenciesProvenance } from './dependencies/provenance';
import { noKnownExploited } from './findings/noKnownExploited';
import { timeToRemediate } from './findings/timeToRemediate';
import { withinServiceLevels } from './findings/withinServiceLevels';
import { licensesAllowed, licensesKnown } from './licenses/licensesAllowed';
import { openSsfChecks, openSsfScore } from './openssf/openSsfScore';
import {
  codeScanned,
  commitsSigned,
  repositoryActive,
  twoFactorRequired,
} from './repository/repositoryState';
import { sbomComplete } from './sbom/sbomComplete';
import { sbomPresent } from './sbom/sbomPresent';
import { sbomQuality } from './sbom/sbomQuality';
import { scannedRecently } from './scanning/scannedRecently';
import { sourceCovered } from './scanning/sourceCovered';
import {
  codeOwnersPresent,
  licensePresent,
  securityPolicyPresent,
} from './source/repositoryFiles';
import { updateTool } from './source/updateTool';

/**
 * Every check that comes with the engine, by category, each id once.
 *
 * @public
 */
export const builtInChecks: readonly Check[] = [
  scannedRecently,
  sourceCovered,
  withinServiceLevels,
  noKnownExploited,
  timeToRemediate,
  sbomPresent,
  sbomComplete,
  sbomQuality,
  dependenciesLocked,
  lockFileInStep,
  integrityHashes,
  dependenciesMaintained,
  dependenciesProvenance,
  licensesKnown,
  licensesAllowed,
  updateTool,
  securityPolicyPresent,
  licensePresent,
  codeOwnersPresent,
  repositoryActive,
  commitsSigned,
  twoFactorRequired,
  codeScanned,
  noExpiredException,
  openSsfScore,
  ...openSsfChecks,
];
