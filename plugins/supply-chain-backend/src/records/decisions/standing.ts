import {
  type Applicability,
  type Occurrence,
  readSubject,
  type Subject,
  type SubjectTest,
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
}

const read = new WeakMap<StoredAnalysis, SubjectTest[]>();

/** Undefined where a decision is about whatever its topic names. */
function testsOf(analysis: StoredAnalysis): SubjectTest[] | undefined {
  const { origin, evidence } = analysis.row;
  if (origin !== 'vex' || evidence === null) return undefined;
  const known = read.get(analysis);
  if (known) return known;
  const { subjects } = JSON.parse(evidence) as DocumentEvidence;
  const tests = subjects
    .map(readSubject)
    .filter(test => typeof test !== 'string');
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
  occurrences: readonly Occurrence[],
): Applicability {
  const tests = testsOf(analysis);
  if (!tests) return 'applies';
  const each = new Set(occurrences.map(one => bestOf(tests, one)));
  if (each.size === 1) return [...each][0];
  return each.size === 0 ? 'no' : 'information';
}

function bestOf(tests: readonly SubjectTest[], occurrence: Occurrence) {
  let best: Applicability = 'no';
  for (const test of tests) {
    const found = test(occurrence);
    if (found === 'applies') return found;
    if (found === 'information') best = found;
  }
  return best;
}
