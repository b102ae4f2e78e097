export {
  securityScorecardsTranslationRef,
  type Translate,
} from './translationRef';
