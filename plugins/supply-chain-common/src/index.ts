/**
 * Types, permissions, the OpenAPI document and the typed client of the
 * supply-chain plugin.
 *
 * @packageDocumentation
 */
export { openApiDocument } from './generated/document';
export * from './permissions';
export * from './findingKinds';
export * from './severity';
export { fileAndLine, findingPlace } from './findingPlace';
export { sourceLink } from './sourceLink';
export * from './signals';
export { createSupplyChainClient } from './createSupplyChainClient';
export type {
  components as SupplyChainComponents,
  operations as SupplyChainOperations,
} from './generated/schema';
export type {
  SupplyChainAnswer,
  SupplyChainApi,
  SupplyChainInput,
  SupplyChainRequestOptions,
} from './SupplyChainApi';
export * from './types';
export { csvFileName, questionText } from './csvFileName';
