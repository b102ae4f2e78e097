/**
 * The front end of the supply-chain plugin for apps of the old front-end
 * system.
 *
 * @packageDocumentation
 */
export {
  EntitySecurityCard,
  EntitySecurityContent,
  SupplyChainPage,
  supplyChainPlugin,
} from './legacy/plugin';
export {
  supplyChainTitlesTranslationRef,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
