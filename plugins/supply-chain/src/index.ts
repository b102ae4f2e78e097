/**
 * The front end of the supply-chain plugin.
 *
 * @packageDocumentation
 */
export { supplyChainPlugin as default } from './plugin';
export {
  supplyChainTitlesTranslationRef,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
