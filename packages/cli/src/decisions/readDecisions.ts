import { Decisions, type Saying } from './Decisions';
import { readIgnoreFiles } from './ignoreFiles';
import { readVexFile, sayingsOf } from './vexFiles';

/** Where decisions are. */
export interface DecisionPlaces {
  /** VEX documents. */
  vex: readonly string[];
  /** Ignore files of tools, below a folder. */
  ignoreFiles?: { root: string; files: readonly string[] };
}

/** Decisions that were read, and what is to be said of them. */
export interface ReadDecisions {
  decisions: Decisions;
  /** What could not be taken over. */
  notes: string[];
  /** What was about no finding, once all were asked. */
  unmet(): string[];
}

/** Reads decisions about vulnerabilities. Throws `BadInputError`. */
export function readDecisions(
  { vex, ignoreFiles }: DecisionPlaces,
  now: Date,
): ReadDecisions {
  const notes: string[] = [];
  const documents = vex.map(file => {
    const document = readVexFile(file);
    for (const { at, reason } of document.notUnderstood) {
      notes.push(`${file}: ${at}: not understood: ${reason}`);
    }
    return { file, sayings: sayingsOf(file, document) };
  });
  const ignored = ignoreFiles
    ? readIgnoreFiles(ignoreFiles.root, ignoreFiles.files, now)
    : { sayings: [], notes: [] };
  notes.push(...ignored.notes);
  const ofVex = documents.flatMap(({ sayings }) => sayings);
  const decisions = new Decisions([...ofVex, ...ignored.sayings], now);
  const isUnmet = (saying: Saying) => !decisions.wasMet(saying);
  return {
    decisions,
    notes,
    // A vendor speaks of all it makes; an entry of an ignore file is about something here.
    unmet: () => [
      ...documents
        .filter(({ sayings }) => sayings.every(isUnmet))
        .map(({ file }) => `${file}: no statement is about a finding here`),
      ...ignored.sayings
        .filter(isUnmet)
        .map(({ at }) => `${at}: it is about no finding here`),
    ],
  };
}
