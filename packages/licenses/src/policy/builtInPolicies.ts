import { LicensePolicy } from './policy';

/** How the software reaches those who use it. @public */
export const distributionModels = [
  'hosted-service',
  'shipped-binary',
  'internal',
] as const;

/**
 * How software reaches those who use it, which decides what its licenses ask for.
 *
 * @public
 */
export type DistributionModel = (typeof distributionModels)[number];

/**
 * A starting point for each distribution model; no legal advice. All three
 * review what is not settled: unknown is never good.
 *
 * @public
 */
export const builtInLicensePolicies: Readonly<
  Record<DistributionModel, LicensePolicy>
> = {
  // Users reach it over a network, which is no distribution under the GPL, but
  // the Affero clause and its like oblige to give them the source. Strong
  // copyleft is reviewed, as what runs in the browser is distributed.
  'hosted-service': {
    name: 'Hosted service',
    categories: {
      'public-domain': 'allow',
      permissive: 'allow',
      'weak-copyleft': 'allow',
      'strong-copyleft': 'review',
      'network-copyleft': 'deny',
      proprietary: 'review',
    },
    licenses: new Map(),
    unknown: 'review',
    ambiguous: 'review',
    conflicting: 'review',
    noLicense: 'deny',
    unlisted: 'review',
  },
  // Every copy is a distribution: strong copyleft reaches the whole work, weak
  // copyleft asks for source or relinking, which depends on how it is built in.
  'shipped-binary': {
    name: 'Shipped binary',
    categories: {
      'public-domain': 'allow',
      permissive: 'allow',
      'weak-copyleft': 'review',
      'strong-copyleft': 'deny',
      'network-copyleft': 'deny',
      proprietary: 'review',
    },
    licenses: new Map(),
    unknown: 'review',
    ambiguous: 'review',
    conflicting: 'review',
    noLicense: 'deny',
    unlisted: 'review',
  },
  // Copies stay within the organization, so copyleft asks for nothing; network
  // copyleft may once the tool is opened to others. Restrictions of use count
  // within an organization, too.
  internal: {
    name: 'Internal use',
    categories: {
      'public-domain': 'allow',
      permissive: 'allow',
      'weak-copyleft': 'allow',
      'strong-copyleft': 'allow',
      'network-copyleft': 'review',
      proprietary: 'review',
    },
    licenses: new Map(),
    unknown: 'review',
    ambiguous: 'review',
    conflicting: 'review',
    noLicense: 'review',
    unlisted: 'review',
  },
};
