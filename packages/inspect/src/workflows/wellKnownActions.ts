/** Owners and actions that many workflows use, as of 2026-11-30. */
export const WELL_KNOWN_OWNERS: readonly string[] = [
  'actions',
  'github',
  'docker',
  'azure',
  'aws-actions',
  'google-github-actions',
  'hashicorp',
  'codecov',
  'sigstore',
  'softprops',
  'peaceiris',
  'peter-evans',
  'dorny',
  'golangci',
  'goreleaser',
  'gradle',
  'pypa',
  'ruby',
  'shivammathur',
  'step-security',
  'stefanzweifel',
  'tj-actions',
  'aquasecurity',
  'anchore',
  'snyk',
  'sonarsource',
  'github-community-projects',
  'pnpm',
  'oven-sh',
  'denoland',
  'dtolnay',
  'actions-rs',
  'actions-rust-lang',
  'swatinem',
  'taiki-e',
  'mozilla-actions',
  'ossf',
  'slsa-framework',
  'reviewdog',
  'amannn',
  'crazy-max',
  'docker-library',
  'dawidd6',
  'actions-cool',
  'actions-ecosystem',
  'nick-fields',
  'nick-invision',
  'ncipollo',
  'mikepenz',
  'release-drafter',
  'semantic-release-action',
  'googleapis',
  'google',
  'bazelbuild',
  'bazel-contrib',
  'astral-sh',
  'snok',
  'abatilo',
  'psf',
  'pre-commit',
  'pyo3',
  'conda-incubator',
  'mamba-org',
  'prefix-dev',
  'rubygems',
  'erlef',
  'elixir-lang',
  'subosito',
  'dart-lang',
  'flutter-actions',
  'android-actions',
  'reactivecircus',
  'r0adkll',
  'maxim-lobanov',
  'apple-actions',
  'fastlane',
  'xcpretty',
  'swift-actions',
  'haskell-actions',
  'julia-actions',
  'r-lib',
  'ocaml',
  'leanprover',
  'cachix',
  'determinatesystems',
  'nixos',
  'msys2',
  'ilammy',
  'lukka',
  'microsoft',
  'vmactions',
  'cross-platform-actions',
  'jurplel',
  'cypress-io',
  'browser-actions',
  'chromaui',
  'percy',
  'lycheeverse',
  'gaurav-nelson',
  'streetsidesoftware',
  'crate-ci',
  'wagoid',
  'davidanson',
  'super-linter',
  'oxsecurity',
  'returntocorp',
  'semgrep',
  'trufflesecurity',
  'gitleaks',
  'zizmorcore',
  'rhysd',
  'bridgecrewio',
  'checkmarx',
  'fossas',
  'fossa-contrib',
  'cloudflare',
  'netlify',
  'amondnet',
  'vercel',
  'superfly',
  'digitalocean',
  'pulumi',
  'terraform-linters',
  'helm',
  'engineerd',
  'kubernetes-sigs',
  'redhat-actions',
  'jfrog',
  'jetbrains',
  'appleboy',
  'burnett01',
  'easingthemes',
  'samkirkland',
  'webfactory',
  'shimataro',
  'tibdex',
  'cla-assistant',
  'contributor-assistant',
  'marocchino',
  'thollander',
  'mshick',
  'slackapi',
  'rtcamp',
  '8398a',
  '8bitjonny',
  'korthout',
  'sonatype-nexus-community',
  'advanced-security',
  'changesets',
  'lerna-lite',
  'nrwl',
  'cycjimmy',
  'mathieudutour',
  'jamesives',
  'endbug',
  'ad-m',
  'cpina',
  'pascalgn',
  'hmarr',
  'juliangruber',
  'lewagon',
  'styfle',
  'fkirc',
  'jwalton',
  'wow-actions',
  'kentaro-m',
  'toshimaru',
  'technote-space',
  'benchmark-action',
  'codspeedhq',
  'coverallsapp',
  'codacy',
  'paambaati',
  'irongut',
  'scacap',
  'madrapps',
  'dependabot',
  'renovatebot',
  'tailscale',
];

/** Actions that many workflows use. */
const WELL_KNOWN_ACTIONS: readonly string[] = [
  'actions/cache',
  'actions/checkout',
  'actions/download-artifact',
  'actions/github-script',
  'actions/setup-dotnet',
  'actions/setup-go',
  'actions/setup-java',
  'actions/setup-node',
  'actions/setup-python',
  'actions/upload-artifact',
  'docker/build-push-action',
  'docker/login-action',
  'docker/metadata-action',
  'docker/setup-buildx-action',
  'docker/setup-qemu-action',
  'github/codeql-action',
  'pnpm/action-setup',
  'snyk/actions',
  'helm/kind-action',
  'helm/chart-releaser-action',
  'ossf/scorecard-action',
  'anchore/scan-action',
  'anchore/sbom-action',
  'aquasecurity/trivy-action',
];

/** Forks and firms whose names are near to a well-known one and are their own. */
const THEIR_OWN: ReadonlySet<string> = new Set(['action', 'gitlab', 'rubyf']);

/** The well-known name that an action is one character away from. */
export function nearlyNamed(action: string): string | undefined {
  const name = action.toLowerCase();
  const [owner, repository = ''] = name.split('/');
  if (WELL_KNOWN_OWNERS.includes(owner)) {
    return WELL_KNOWN_ACTIONS.includes(name)
      ? undefined
      : WELL_KNOWN_ACTIONS.find(
          known =>
            known.startsWith(`${owner}/`) &&
            isOneAway(known.slice(owner.length + 1), repository),
        );
  }
  // Short names are near to many: of these only what looks the same counts.
  const near = WELL_KNOWN_OWNERS.find(known =>
    known.length >= 6
      ? isOneAway(known, owner)
      : looksAs(known) === looksAs(owner) ||
        (known.length >= 4 && areMixedUp(known, owner, repository)),
  );
  return near && !THEIR_OWN.has(owner) ? `${near}/${repository}` : undefined;
}

/** Characters that many typefaces draw nearly the same, as one of them. */
function looksAs(name: string): string {
  return name.replace(/rn/g, 'm').replace(/[1i]/g, 'l').replace(/0/g, 'o');
}

/** A short owner that is one character away, with the very action of a known one. */
function areMixedUp(known: string, owner: string, repository: string): boolean {
  return (
    isOneAway(known, owner) &&
    WELL_KNOWN_ACTIONS.includes(`${known}/${repository}`)
  );
}

/** One character more, less, other, or two neighbors swapped. */
function isOneAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] &&
      restA[1] === restB[0] &&
      restA.slice(2) === restB.slice(2))
  );
}
