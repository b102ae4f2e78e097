import type { SlsaLevel } from '../model/outcome';
import type { CertificateClaims } from '../trust/certificateClaims';

/** OpenID providers of builders that others host. */
const HOSTED = new Set([
  'https://token.actions.githubusercontent.com',
  'https://gitlab.com',
  'https://agent.buildkite.com',
]);
const HOSTED_PREFIXES = ['https://oidc.circleci.com/org/'];
/**
 * Workflows that build where the project's own steps cannot reach what signs, at a release of theirs:
 * SLSA's own generators, which its builders' list has at level 3.
 */
const ISOLATED =
  /^https:\/\/github\.com\/slsa-framework\/slsa-github-generator\/\.github\/workflows\/[\w.-]+@refs\/tags\/v\d+\.\d+\.\d+$/;

/**
 * SLSA's build level as far as it can be told: from who signed, never from what a statement says of
 * itself. A runner of one's own may be anything, so that it stays at 1.
 */
export function levelOf(claims: CertificateClaims): SlsaLevel {
  const { issuer = '', runner, signerUri, identity } = claims;
  const isHosted =
    HOSTED.has(issuer) || HOSTED_PREFIXES.some(one => issuer.startsWith(one));
  // People have certificates of some providers as well, for their addresses of mail.
  const isWorkload = identity?.startsWith('https://') ?? false;
  if (!isHosted || !isWorkload || runner === 'self-hosted') return 1;
  return ISOLATED.test(signerUri ?? identity!) ? 3 : 2;
}
