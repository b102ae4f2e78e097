import { createConditionExports } from '@backstage/plugin-permission-node';
import { targetResourceRef, targetRules } from './records/targets/targetRules';

const exported = createConditionExports({
  resourceRef: targetResourceRef,
  rules: targetRules,
});

/** Conditions on scanned entities, for permission policies. @public */
export const supplyChainConditions = exported.conditions;

/** Makes a decision that depends on the scanned entity. @public */
export const createSupplyChainConditionalDecision =
  exported.createConditionalDecision;
