export { translatedTitle } from './translatedTitle';
export {
  supplyChainTitles,
  supplyChainTranslationRef,
  type Translate,
} from './translationRef';
