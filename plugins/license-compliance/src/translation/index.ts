export {
  licenseComplianceTranslationRef,
  type Translate,
} from './translationRef';
