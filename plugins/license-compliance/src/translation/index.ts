export {
  licenseComplianceTitles,
  licenseComplianceTitlesTranslationRef,
} from './titles';
export {
  licenseComplianceTranslationRef,
  type Translate,
} from './translationRef';
