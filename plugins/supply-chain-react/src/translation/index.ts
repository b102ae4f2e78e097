export { supplyChainTranslationRef, type Translate } from './translationRef';
