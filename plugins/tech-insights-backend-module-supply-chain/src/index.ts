/**
 * Gives Tech Insights the answers of security scorecards as facts.
 *
 * @packageDocumentation
 */
export { techInsightsModuleSupplyChain as default } from './module';
