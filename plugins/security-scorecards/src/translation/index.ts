export {
  pageTitle,
  securityScorecardsTranslationRef,
  tabTitle,
  type Translate,
} from './translationRef';
