import { readScorecard, Scorecard } from './scorecard';

const services = {
  kinds: ['Component'],
  types: ['service', 'website', 'library'],
};

/** What ships, as an adopter would write it. */
const DOCUMENTS = [
  {
    name: 'supply-chain',
    title: 'Supply-chain security',
    description:
      'From visible, to under control, to hard to attack through dependencies.',
    filter: services,
    checks: [
      'scanned-recently',
      'source-covered',
      'sbom-present',
      'no-known-exploited',
      'findings-within-service-level',
      'dependencies-locked',
      'lock-file-in-step',
      'update-tool-configured',
      'security-policy-present',
      'code-owners-present',
      'no-expired-exception',
      'sbom-complete',
      'sbom-quality',
      'integrity-hashes',
      'direct-dependencies-maintained',
      'time-to-remediate',
    ],
    levels: [
      {
        name: 'bronze',
        title: 'Bronze: visible',
        checks: ['scanned-recently', 'sbom-present', 'no-known-exploited'],
      },
      {
        name: 'silver',
        title: 'Silver: under control',
        checks: [
          'findings-within-service-level',
          'source-covered',
          'dependencies-locked',
          'update-tool-configured',
          'no-expired-exception',
        ],
      },
      {
        name: 'gold',
        title: 'Gold: hard to attack',
        warnings: 'block',
        checks: [
          'sbom-complete',
          'sbom-quality',
          'integrity-hashes',
          'direct-dependencies-maintained',
          'security-policy-present',
          'code-owners-present',
          'time-to-remediate',
        ],
      },
    ],
  },
  {
    name: 'open-source-compliance',
    title: 'Open-source compliance',
    description:
      'What an auditor asks for: what the software contains, under which licenses, and who approved the exceptions.',
    filter: { kinds: ['Component'] },
    checks: [
      'sbom-present',
      'sbom-complete',
      'licenses-known',
      'licenses-allowed',
      'license-present',
      'no-expired-exception',
    ],
    levels: [
      { name: 'listed', title: 'Listed', checks: ['sbom-present'] },
      {
        name: 'allowed',
        title: 'Allowed',
        checks: ['licenses-allowed', 'no-expired-exception'],
      },
      {
        name: 'settled',
        title: 'Settled',
        warnings: 'block',
        checks: [
          'sbom-complete',
          'licenses-known',
          'licenses-allowed',
          'license-present',
        ],
      },
    ],
  },
  {
    name: 'repository-hardening',
    title: 'Repository hardening (OpenSSF)',
    description:
      'The OpenSSF Scorecard checks that the source can answer, with OpenSSF’s weights.',
    filter: services,
    checks: [
      'openssf-score',
      'openssf-dangerous-workflow',
      'openssf-token-permissions',
      'openssf-binary-artifacts',
      'openssf-dependency-update-tool',
      'openssf-vulnerabilities',
      'openssf-pinned-dependencies',
      'openssf-security-policy',
      'openssf-sast',
      'openssf-fuzzing',
      'openssf-packaging',
      'openssf-license',
    ],
    levels: [
      {
        name: 'safe-workflows',
        title: 'Safe workflows',
        checks: ['openssf-dangerous-workflow', 'openssf-token-permissions'],
      },
      {
        name: 'maintained',
        title: 'Maintained',
        checks: [
          'openssf-dependency-update-tool',
          'openssf-vulnerabilities',
          'openssf-security-policy',
          'openssf-license',
        ],
      },
      {
        name: 'hardened',
        title: 'Hardened',
        checks: [
          'openssf-pinned-dependencies',
          'openssf-binary-artifacts',
          'openssf-sast',
        ],
      },
    ],
  },
];

/** Scorecards that hold where no other is configured. @public */
export const builtInScorecards: readonly Scorecard[] = DOCUMENTS.map(document =>
  readScorecard(document),
);
