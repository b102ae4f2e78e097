import {
  type Applicability,
  ignoredFolder,
  type IgnoredEntry,
  type IgnoredOccurrence,
  type IgnoreTest,
  readIgnoredPackages,
  readSubject,
  type Subject,
} from '@safety-curtain/vex';
import type { StoredAnalysis } from './analyses';

/** What a decision keeps of the document that it comes from. */
export interface DocumentEvidence {
  document: {
    id?: string;
    version?: string;
    format: string;
    sha256: string;
    author?: string;
  };
  /** Where it stands in the document. */
  at: string;
  /** What it is about; nothing else. */
  subjects: readonly Subject[];
  original?: { status: string; justification?: string };
  /** Whoever sent it could approve it, and did so by sending it. */
  approved?: boolean;
}

/** What a decision keeps of the ignore file that it comes from. */
export interface FileEvidence {
  file: { path: string; tool: string; sha256: string };
  line?: number;
  /** As it is written there. */
  text: string;
  /** Any of them; nothing else. */
  packages: IgnoredEntry['packages'];
  /** What tells it from the other entries of the file. */
  entry: string;
}

/** What a decision keeps of the report of a tool that it comes from. */
export interface ReportEvidence {
  report: { tool: string; category: string };
  path?: string;
  /** Where the tool was told to be silent. */
  suppression: 'source' | 'external';
  /** What tells it from the others of the report. */
  entry: string;
}

const read = new WeakMap<StoredAnalysis, IgnoreTest[]>();

/** Undefined where a decision is about whatever its topic names. */
function testsOf(analysis: StoredAnalysis): IgnoreTest[] | undefined {
  const { origin, evidence } = analysis.row;
  if ((origin !== 'vex' && origin !== 'file') || evidence === null) {
    return undefined;
  }
  const known = read.get(analysis);
  if (known) return known;
  const stored = JSON.parse(evidence) as DocumentEvidence | FileEvidence;
  const tests = (
    'subjects' in stored
      ? stored.subjects.map(readSubject)
      : [readIgnoredPackages(stored.packages, ignoredFolder(stored.file))]
  ).filter(test => typeof test !== 'string');
  read.set(analysis, tests);
  return tests;
}

/** Whether where a component is has a say in a decision. */
export function asksForPlaces(analysis: StoredAnalysis): boolean {
  return testsOf(analysis) !== undefined;
}

/**
 * How a decision, whose topic a finding meets, stands to it by what it is
 * about: it `applies` where it speaks of every affected component, as it is
 * used here; where it speaks of some, or of some of the ways to it, it is
 * `information`.
 */
export function standingOf(
  analysis: StoredAnalysis,
  occurrences: readonly IgnoredOccurrence[],
): Applicability {
  const tests = testsOf(analysis);
  if (!tests) return 'applies';
  const each = new Set(occurrences.map(one => bestOf(tests, one)));
  if (each.size === 1) return [...each][0];
  return each.size === 0 ? 'no' : 'information';
}

function bestOf(
  tests: readonly IgnoreTest[],
  occurrence: IgnoredOccurrence,
): Applicability {
  let best: Applicability = 'no';
  for (const test of tests) {
    const found = test(occurrence);
    if (found === 'applies') return found;
    if (found === 'information') best = found;
  }
  return best;
}
