/**
 * The front end of scorecards for apps of the old front-end system.
 *
 * @packageDocumentation
 */
export {
  EntityScorecardsCard,
  EntityScorecardsContent,
  GroupScorecardsCard,
  SecurityScorecardsPage,
  securityScorecardsPlugin,
} from './legacy/plugin';
export {
  securityScorecardsTitlesTranslationRef,
  securityScorecardsTranslationRef,
} from './translation';
