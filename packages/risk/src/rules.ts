import { lockRules } from './locks/rules';
import { nameRules } from './names/rules';
import { releaseRules } from './releases/rules';
import type { RiskRule } from './rule';

/** All rules, in the order of the page on them in `docs`. @public */
export const riskRules: readonly RiskRule[] = [
  ...nameRules,
  ...lockRules,
  ...releaseRules,
];
