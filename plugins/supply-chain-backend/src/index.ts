/**
 * Supply-chain security: scans catalog services, stores SBOMs and findings.
 *
 * @packageDocumentation
 */
export { supplyChainPlugin as default } from './plugin';
export {
  supplyChainConditions,
  createSupplyChainConditionalDecision,
} from './permissionConditions';
export type {
  TargetCondition,
  TargetResource,
} from './records/targets/targetRules';
