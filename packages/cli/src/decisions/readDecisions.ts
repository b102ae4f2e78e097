import { Decisions, type Saying } from './Decisions';
import type { ConfiguredIgnore } from '../configuration/configuration';
import type { IgnoreFilesBelow } from '../input/source';
import { type IgnoreFiles, readIgnoreFiles, takeEntry } from './ignoreFiles';
import { readVexFile, sayingsOf } from './vexFiles';

/** Where decisions are. */
export interface DecisionPlaces {
  /** VEX documents. */
  vex: readonly string[];
  /** Ignore files of tools, below folders. */
  ignoreFiles?: readonly IgnoreFilesBelow[];
  /** What a configuration ignores. */
  ignores?: readonly ConfiguredIgnore[];
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
  { vex, ignoreFiles = [], ignores = [] }: DecisionPlaces,
  now: Date,
): ReadDecisions {
  const notes: string[] = [];
  const documents = vex.map(file => {
    const document = readVexFile(file);
    for (const { at, reason } of document.notUnderstood) {
      notes.push(`${file}: ${at}: not understood: ${reason}`);
    }
    return { file, sayings: sayingsOf(file, document, now) };
  });
  const ignored: IgnoreFiles = { sayings: [], notes: [] };
  for (const below of ignoreFiles) {
    const { sayings, notes: told } = readIgnoreFiles(below, now);
    ignored.sayings.push(...sayings);
    ignored.notes.push(...told);
  }
  for (const { at, entry } of ignores) {
    takeEntry(entry, { at, folder: '', now }, ignored);
  }
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
