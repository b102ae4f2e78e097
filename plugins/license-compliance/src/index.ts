/**
 * The front end of license compliance and of the SBOM archive.
 *
 * @packageDocumentation
 */
export { licenseCompliancePlugin as default } from './plugin';
export {
  licenseComplianceTitlesTranslationRef,
  licenseComplianceTranslationRef,
} from './translation';
