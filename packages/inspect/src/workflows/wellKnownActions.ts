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
];

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
  // Short names are near to many.
  const near = WELL_KNOWN_OWNERS.find(
    known => known.length >= 6 && isOneAway(known, owner),
  );
  return near && !THEIR_OWN.has(owner) ? `${near}/${repository}` : undefined;
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
