/**
 * The version that a range allows without knowing the repository: the lower bound that belongs to
 * it, else the upper one (Maven, "Dependency Version Requirement Specification").
 */
export function versionOf(text: string): {
  version?: string;
  fromRange: boolean;
} {
  const range = /^\s*([[(])([^,\])]*)(?:,([^\])]*))?([\])])/.exec(text);
  if (!range) {
    return {
      version: /^(?:LATEST|RELEASE)$/.test(text) ? undefined : text,
      fromRange: false,
    };
  }
  const [, open, lower, upper, close] = range.map(part => part?.trim());
  if (lower && open === '[') {
    return { version: lower, fromRange: upper !== undefined };
  }
  return { version: (close === ']' && upper) || undefined, fromRange: true };
}

/** Whether a version is a range of versions, or one that must be taken (`[1.0]`). */
export function isRange(version: string | undefined): boolean {
  return /^\s*[[(]/.test(version ?? '');
}
