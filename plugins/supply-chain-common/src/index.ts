/***/
/**
 * Types, permissions, the OpenAPI document and the typed client of the
 * supply-chain plugin.
 *
 * @packageDocumentation
 */
export { openApiDocument } from './generated/document';
export * from './permissions';
export * from './severity';
export * from './signals';
export type { SupplyChainApi } from './SupplyChainApi';
export { SupplyChainClient } from './SupplyChainClient';
export * from './types';
export { csvFileName, questionText } from './csvFileName';
