/**
 * The front end of licence compliance and of the SBOM archive.
 *
 * @packageDocumentation
 */
export { licenseCompliancePlugin as default } from './plugin';
