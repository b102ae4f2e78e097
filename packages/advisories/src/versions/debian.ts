import { Natural, VersionOrdering, order, toNatural } from './ordering';

/** Non-digits and numbers in turn, starting with (maybe no) non-digits. */
type Runs = readonly (string | Natural)[];

interface DebianVersion {
  readonly epoch: Natural;
  readonly upstream: Runs;
  readonly revision: Runs;
}

const SHAPE = /^(?:(\d+):)?(\d[A-Za-z0-9.+~:-]*)$/;
const RUNS = /\d+|\D+/g;

function toRuns(text: string): Runs {
  const runs: (string | Natural)[] = [];
  for (const run of text.match(RUNS) ?? []) {
    const isNumber = /^\d/.test(run);
    if (isNumber && runs.length % 2 === 0) runs.push('');
    runs.push(isNumber ? toNatural(run) : run);
  }
  return runs;
}

const END_WEIGHT = 0;

/** A tilde sorts before the end, letters before all other characters. */
function weight(text: string, index: number): number {
  if (index >= text.length) return END_WEIGHT;
  const code = text.charCodeAt(index);
  if (text[index] === '~') return END_WEIGHT - 1;
  return /[A-Za-z]/.test(text[index]) ? code : code + 0x100;
}

function compareText(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const result = weight(a, i) - weight(b, i);
    if (result !== 0) return result;
  }
  return 0;
}

function compareRuns(a: Runs, b: Runs): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const result =
      i % 2 === 0
        ? compareText((a[i] ?? '') as string, (b[i] ?? '') as string)
        : order<Natural>((a[i] ?? 0) as Natural, (b[i] ?? 0) as Natural);
    if (result !== 0) return result;
  }
  return 0;
}

/** Debian Policy Manual, section 5.6.12 "Version". */
export const debian: VersionOrdering<DebianVersion> = {
  name: 'debian',
  parse(text) {
    const match = SHAPE.exec(text.trim());
    if (!match) return undefined;
    const dash = match[2].lastIndexOf('-');
    const hasRevision = dash >= 0;
    return {
      epoch: toNatural(match[1] ?? '0'),
      upstream: toRuns(hasRevision ? match[2].slice(0, dash) : match[2]),
      revision: toRuns(hasRevision ? match[2].slice(dash + 1) : ''),
    };
  },
  compare: (a, b) =>
    order(a.epoch, b.epoch) ||
    compareRuns(a.upstream, b.upstream) ||
    compareRuns(a.revision, b.revision),
};
