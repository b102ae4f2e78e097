export {
  securityScorecardsTitles,
  securityScorecardsTitlesTranslationRef,
} from './titles';
export {
  securityScorecardsTranslationRef,
  type Translate,
} from './translationRef';
