import { Natural, VersionOrdering, order, toNatural } from './ordering';

type Segment = Natural | string;

interface RpmVersion {
  readonly epoch: readonly Segment[];
  readonly version: readonly Segment[];
  readonly release: readonly Segment[] | undefined;
}

/** Everything else only separates (rpm, "rpmvercmp"). */
const SEGMENTS = /\d+|[A-Za-z]+|[~^]/g;

function toSegments(text: string): Segment[] {
  return (text.match(SEGMENTS) ?? []).map(part =>
    /^\d/.test(part) ? toNatural(part) : part,
  );
}

/** Tilde before the end, then caret, words, numbers. */
function kind(segment: Segment | undefined): number {
  if (segment === '~') return 0;
  if (segment === undefined) return 1;
  if (segment === '^') return 2;
  return typeof segment === 'string' ? 3 : 4;
}

function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const byKind = kind(a[i]) - kind(b[i]);
    const result = byKind || order(a[i], b[i]);
    if (result !== 0) return result;
  }
  return 0;
}

function compareReleases(a: RpmVersion, b: RpmVersion): number {
  if (a.release && b.release) return compareSegments(a.release, b.release);
  return Number(Boolean(a.release)) - Number(Boolean(b.release));
}

/** RPM: epoch:version-release, each part by rpmvercmp (rpm-version(7)). */
export const rpm: VersionOrdering<RpmVersion> = {
  name: 'rpm',
  parse(text) {
    const trimmed = text.trim();
    if (trimmed === '') return undefined;
    const colon = trimmed.indexOf(':');
    const rest = trimmed.slice(colon + 1);
    const dash = rest.indexOf('-');
    return {
      epoch: toSegments(colon < 0 ? '0' : trimmed.slice(0, colon)),
      version: toSegments(dash < 0 ? rest : rest.slice(0, dash)),
      release: dash < 0 ? undefined : toSegments(rest.slice(dash + 1)),
    };
  },
  compare: (a, b) =>
    compareSegments(a.epoch, b.epoch) ||
    compareSegments(a.version, b.version) ||
    compareReleases(a, b),
};
