/**
 * Keeps tickets in Jira, for the supply-chain backend.
 *
 * @packageDocumentation
 */
export { supplyChainModuleJira as default } from './module';
