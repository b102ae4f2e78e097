/**
 * Packages that are not what they should be: by their names, by what lock files say of them, and by
 * what registries say of their releases. Values in, values out; no network, nothing of Backstage.
 *
 * @packageDocumentation
 */
export type {
  AllowedRisk,
  PackageRisk,
  ReleaseFacts,
  RiskOptions,
  RiskPackage,
  RuleSetting,
} from './model';
export type { LockOfFile } from './locks/locks';
export type { RiskRule } from './rule';
export { HASH_DIFFERS, isOtherHash } from './releases/hashes';
export { riskRules } from './rules';
export { RiskJudge, risksAsOf } from './RiskJudge';
export {
  RISK_TOOL,
  riskReport,
  type RiskyPackage,
  type ServicePackages,
} from './riskReport';
export { riskyPackageOf } from './riskyPackage';
