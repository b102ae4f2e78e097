export {
  licenseComplianceTranslationRef,
  pageTitle,
  tabTitle,
  type Translate,
} from './translationRef';
