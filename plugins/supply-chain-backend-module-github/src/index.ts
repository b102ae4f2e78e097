/**
 * Pull requests and tickets on GitHub, for the supply-chain backend.
 *
 * @packageDocumentation
 */
export { supplyChainModuleGithub as default } from './module';
