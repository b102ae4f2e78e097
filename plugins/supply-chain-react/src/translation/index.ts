export { translatedTitle } from './translatedTitle';
export { supplyChainTitles, supplyChainTitlesTranslationRef } from './titles';
export { supplyChainTranslationRef, type Translate } from './translationRef';
