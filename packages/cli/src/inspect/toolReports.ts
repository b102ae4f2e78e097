import { inspectFiles } from '@safety-curtain/inspect';
import type { GateNote } from '@safety-curtain/policy';
import {
  EmptyReportError,
  readReport,
  ReportError,
  reportFormats,
  type ToolReport,
} from '@safety-curtain/reports';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { Exclusions } from '../input/exclusions';
import { readRegularFile } from '../input/regularFile';
import { folderTexts, type NotInspected } from './folderTexts';

/** Reports, and what they do not speak of. */
interface ReadReports {
  reports: ToolReport[];
  /** For people, one line each. */
  notes: string[];
  notLookedAt: GateNote[];
}

/** Secrets are told apart within one run; nobody sees the hashes. */
const salt = randomBytes(32);

/** What inspections find below a folder; a single file has nothing to inspect. */
export async function inspectPlace(
  place: string,
  exclude: readonly string[],
  now: Date,
): Promise<ReadReports> {
  const isFolder = fs.statSync(place, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) return { reports: [], notes: [], notLookedAt: [] };
  const missed: NotInspected = [];
  const texts = folderTexts(place, new Exclusions(exclude), missed);
  const reports = await inspectFiles(texts, { salt, now });
  const notLookedAt = [
    ...missed,
    ...reports.flatMap(({ tool, leftOut = [] }) =>
      leftOut.map(at => ({ at, reason: `not inspected by ${tool.name}` })),
    ),
  ];
  const notes = reports.flatMap(({ notices }) => notices);
  return { reports, notes, notLookedAt };
}

const OF_NOTHING =
  'nothing found; which tool looked is not said (name it: --report hadolint=FILE)';

/** A file and its format, where that is named: `hadolint=report.json`. */
function namedFile(given: string): { file: string; format?: string } {
  const format = reportFormats.find(id => given.startsWith(`${id}=`));
  if (given === `${format}=`) {
    throw new BadInputError(
      `${given} names a format and no file, as where a variable is not set`,
    );
  }
  return format === undefined
    ? { file: given }
    : { file: given.slice(format.length + 1), format };
}

/**
 * Reads what other tools reported. Throws `BadInputError` with the file that is none.
 *
 * @param given - files, with their formats where these are named: `hadolint=report.json`
 */
export function readToolReports(given: readonly string[]): ReadReports {
  const empty: string[] = [];
  const reports = given.map(namedFile).flatMap(({ file, format }) => {
    try {
      const { reports: read } = readReport(readRegularFile(file), {
        salt,
        format,
        fileName: path.basename(file),
      });
      return read.map(report => ({ file, report }));
    } catch (error) {
      if (!(error instanceof ReportError)) throw error;
      if (error instanceof EmptyReportError) {
        empty.push(file);
        return [];
      }
      throw new BadInputError(`${file}: ${error.message}`);
    }
  });
  return {
    reports: reports.map(({ report }) => report),
    notes: [
      ...empty.map(file => `${file}: ${OF_NOTHING}`),
      ...reports.flatMap(({ file, report: { notices } }) =>
        notices.map(notice => `${file}: ${notice}`),
      ),
    ],
    notLookedAt: reports.flatMap(({ file, report: { partial, cut } }) => [
      ...(partial ? [{ at: file, reason: 'the tool did not finish' }] : []),
      ...(cut
        ? [
            {
              at: file,
              reason: `only ${cut.read} of ${cut.total} results are read`,
            },
          ]
        : []),
    ]),
  };
}
