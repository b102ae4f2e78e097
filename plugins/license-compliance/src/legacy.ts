/**
 * The front end of license compliance for apps of the old front-end system.
 *
 * @packageDocumentation
 */
export {
  EntityLicensesCard,
  EntityLicensesContent,
  LicenseCompliancePage,
  licenseCompliancePlugin,
} from './legacy/plugin';
export {
  licenseComplianceTitlesTranslationRef,
  licenseComplianceTranslationRef,
} from './translation';
