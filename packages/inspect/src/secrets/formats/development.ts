import { base64Key, type SecretFormat, token } from './format';

/** What tokens of GitLab begin with, between `gl` and a dash. */
const GITLAB = 'pat oas dt rt rtr cbt ptt ft imt agent soat ffct wt'.split(' ');

/** Whether the text of `auth` in a configuration of Docker is a user and a password. */
function isUserAndPassword(auth: string): boolean {
  const [user, password] = Buffer.from(auth, 'base64')
    .toString('latin1')
    .split(/:(.*)/s);
  return /^[!-~]{1,200}$/.test(user) && /^[!-~]{8,4000}$/.test(password ?? '');
}

/**
 * Forges, registries and tools of development. GitLab: "Token prefixes" of "GitLab token overview"
 * (docs.gitlab.com/security/tokens); a token may end with its length and a CRC-32 after dots.
 * Atlassian: "Manage API tokens". PyPI: the beginning of a macaroon of pypi.org, in base64
 * (docs.pypi.org). Docker: `config.json` of its command line. NuGet: 46 digits of base 32 that begin
 * with `oy2`. The others: secret scanning's "supported patterns" (docs.github.com).
 */
export const developmentFormats: readonly SecretFormat[] = [
  token(
    'GitLab token',
    GITLAB.map(kind => `gl${kind}-`),
    `gl(?:${GITLAB.join(
      '|',
    )})-[\\w-]{20,300}(?:(?:\\.[0-9a-z]{2})?\\.[0-9a-z]{9})?`,
  ),
  token('GitLab runner token', 'GR1348941', 'GR1348941[\\w-]{20}'),
  token('Atlassian token', ['ATATT3', 'ATCTT3'], 'AT[AC]TT3[\\w=-]{120,300}'),
  token('Bitbucket app password', 'ATBB', 'ATBB[A-Za-z0-9]{24}[A-F0-9]{8}'),
  token(
    'PyPI token',
    'pypi-AgE',
    'pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\\w-]{50,1000}',
  ),
  token('RubyGems token', 'rubygems_', 'rubygems_[a-f0-9]{48}'),
  token('NuGet key', 'oy2', 'oy2[a-z2-7]{43}'),
  token('crates.io token', 'cio', 'cio[A-Za-z0-9]{32}'),
  token('Clojars token', 'CLOJARS_', 'CLOJARS_[a-z0-9]{60}'),
  token('Docker organization token', 'dckr_oat_', 'dckr_oat_[\\w-]{32}'),
  {
    name: 'Docker credentials',
    marks: ['auths'],
    // Quotes are escaped where the file stands within another.
    pattern:
      /"auth\\{0,4}"\s{0,20}:\s{0,20}\\{0,4}"([A-Za-z0-9+/]{16,4000}={0,2})(?=[\\"])/g,
    accepts: isUserAndPassword,
  },
  token('Artifactory key', 'AKCp', 'AKCp[A-Za-z0-9]{69}'),
  token('Artifactory reference token', 'cmVmdGtu', 'cmVmdGtu[A-Za-z0-9]{56}'),
  token(
    'Sourcegraph token',
    'sgp_',
    'sgp_(?:(?:[a-fA-F0-9]{16}|local)_)?[a-fA-F0-9]{40}',
  ),
  token('Sentry user token', 'sntryu_', 'sntryu_[a-f0-9]{64}'),
  base64Key(
    'Sentry organization token',
    'sntrys_',
    'sntrys_eyJ[A-Za-z0-9+/=]{40,400}_[A-Za-z0-9+/]{43}',
  ),
  token('SonarQube token', ['squ_', 'sqp_', 'sqa_'], 'sq[apu]_[a-f0-9]{40}'),
  token('Postman key', 'PMAK-', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  token(
    'CircleCI token',
    ['CCIPAT_', 'CCIPRJ_'],
    'CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}',
  ),
  token('Buildkite token', 'bkua_', 'bkua_[a-f0-9]{40}'),
  token('Octopus Deploy key', 'API-', 'API-[A-Z0-9]{26}', key =>
    /\d/.test(key),
  ),
  token('Prefect token', 'pnu_', 'pnu_[A-Za-z0-9]{36}'),
  token('ReadMe key', 'rdme_', 'rdme_[a-z0-9]{70}'),
];
