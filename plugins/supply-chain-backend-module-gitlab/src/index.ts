/**
 * Pull requests and tickets on GitLab, for the supply-chain backend.
 *
 * @packageDocumentation
 */
export { supplyChainModuleGitlab as default } from './module';
