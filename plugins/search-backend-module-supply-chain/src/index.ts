/**
 * Finds services in the portal's search by their open findings, and by how they
 * stand on security scorecards.
 *
 * @packageDocumentation
 */
export { searchModuleSupplyChain as default } from './module';
export type { FindingsDocument } from './findingsDocument';
export type { ScorecardDocument } from './scorecardDocument';
