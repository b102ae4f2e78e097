import type { DistributionModel } from '@safety-curtain/licenses';

/** The engine takes long to load for the sake of its words; the compiler holds these to them. */
const MODELS: Record<DistributionModel, true> = {
  'hosted-service': true,
  'shipped-binary': true,
  internal: true,
};

/** What licenses can be judged for. */
export const distributionModels = Object.keys(MODELS);
