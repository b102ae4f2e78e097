/**
 * The front end of scorecards.
 *
 * @packageDocumentation
 */
export { securityScorecardsPlugin as default } from './plugin';
export {
  securityScorecardsTitlesTranslationRef,
  securityScorecardsTranslationRef,
} from './translation';
