import type {
  Attestation,
  Provenance,
  ProvenanceOutcome,
} from '../model/outcome';
import { summarize } from './summarize';

/** What came of looking at one file of a release, or at one digest of an image. */
interface LookedAt {
  /** Its name, where it is one of the files of a release. */
  file?: string;
  provenance: Provenance;
}

const WORST_FIRST = ['failed', 'unchecked', 'not-signed'] as const;
/** Files that a sentence names. */
const MOST_NAMED = 3;
const WHAT: Readonly<Record<(typeof WORST_FIRST)[number], string>> = {
  failed: 'What does not hold is of',
  unchecked: 'What could not be checked is of',
  'not-signed': 'There is nothing of',
};

/**
 * What the files of one release come to: as good as the worst of them, as
 * whoever installs it gets one of them, and nobody can tell which.
 */
export function combineFiles(all: readonly LookedAt[]): Provenance {
  if (all.length === 1) return all[0].provenance;
  const attestations = distinct(all);
  const worst = WORST_FIRST.find(outcome => filesOf(all, outcome).length > 0);
  if (worst === undefined) return summarize(attestations);
  const files = filesOf(all, worst);
  const { provenance } = files[0];
  const names = files.flatMap(({ file }) => file ?? []);
  if (names.length === 0) return { ...provenance, attestations };
  const signed = filesOf(all, 'verified').length;
  const reason = `${signed} of ${all.length} ${
    all.length === 1 ? 'file is' : 'files are'
  } signed. ${WHAT[worst]} ${listed(names)}: ${provenance.reason}`;
  return { ...provenance, reason, attestations };
}

function filesOf(all: readonly LookedAt[], outcome: ProvenanceOutcome) {
  return all.filter(({ provenance }) => provenance.outcome === outcome);
}

/** One run of one workflow signs all files of most releases: it is told once, with the files. */
function distinct(all: readonly LookedAt[]): Attestation[] {
  const known = new Map<string, Attestation>();
  for (const { file, provenance } of all) {
    for (const attestation of provenance.attestations) {
      const { signedAt: _moment, ...same } = attestation;
      const key = JSON.stringify(same);
      const before = known.get(key);
      if (!before) {
        known.set(key, { ...attestation, ...(file && { files: [file] }) });
      } else if (file !== undefined && !before.files?.includes(file)) {
        before.files?.push(file);
      }
    }
  }
  return [...known.values()];
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}
