/**
 * The front end of the supply-chain plugin.
 *
 * @packageDocumentation
 */
export { supplyChainPlugin as default } from './plugin';
