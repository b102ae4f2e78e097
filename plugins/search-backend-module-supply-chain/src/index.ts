/**
 * Finds services in the portal's search by how they stand on security
 * scorecards.
 *
 * @packageDocumentation
 */
export { searchModuleSupplyChain as default } from './module';
export type { ScorecardDocument } from './scorecardDocument';
