export {
  findException,
  findLicense,
  licenseListVersion,
  listedExceptions,
  listedLicenses,
} from './list/licenseList';
export type { ListedException, ListedLicense } from './list/licenseList';
export { LicenseError } from './expressions/licenseError';
export { MAX_EXPRESSION_LENGTH, MAX_NESTING } from './expressions/licenseNode';
export type {
  LicenseGroup,
  LicenseKeyword,
  LicenseNode,
  LicenseTerm,
} from './expressions/licenseNode';
export { parseLicense } from './expressions/parse';
export { formatLicense, formatTerm, licenseTerms } from './expressions/format';
export { canonicalLicense, licenseIds } from './expressions/canonical';
export { satisfies } from './expressions/satisfies';
export {
  categoryOf,
  categoryOfTerm,
  licenseCategories,
  softensCopyleft,
} from './categories/category';
export type { LicenseCategory } from './categories/category';
export { obligationsOf } from './categories/obligations';
export type {
  Obligation,
  ObligationKind,
  ObligationScope,
} from './categories/obligations';
export { licenseFacts } from './categories/licenseFacts';
export type { LicenseFacts } from './categories/licenseFacts';
export {
  LicensePolicyError,
  licenseVerdicts,
  readLicensePolicy,
} from './policy/policy';
export type { LicensePolicy, LicenseVerdict } from './policy/policy';
export {
  builtInLicensePolicies,
  distributionModels,
} from './policy/builtInPolicies';
export type { DistributionModel } from './policy/builtInPolicies';
export { evaluateLicense } from './policy/evaluate';
export type {
  LicenseEvaluation,
  LicenseReason,
  LicenseState,
  UnsettledLicense,
} from './policy/evaluate';
export { licenseText } from './list/licenseText';
export { MAX_LICENSE_TEXT, normalizeLicense } from './normalizing/normalize';
export type {
  NormalizedBy,
  NormalizedLicense,
} from './normalizing/normalizedLicense';
export { resolveLicense } from './facts/resolveLicense';
export type {
  LicenseClaim,
  Resolution,
  ResolvedLicense,
  UnderstoodClaim,
} from './facts/resolveLicense';
export { licenseTextOf } from './facts/licenseTextOf';
export { writeNotices } from './notices/writeNotices';
export type { NoticeFormat } from './notices/writeNotices';
export type { NoticeEntry, NoticeInput } from './notices/notices';
