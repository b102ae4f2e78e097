import type { Fields } from '@safety-curtain/input';
import type { ToolReport } from './model/toolReport';

/** By what reports are read. @public */
export interface ReportOptions {
  /**
   * What secrets are hashed with, so that a hash says nothing to whoever does not have it. The same
   * for all reports of an installation: that is how one secret is known again.
   */
  salt: Uint8Array;
  /** The path of the root of the source where the tool ran, which absolute paths are told from. */
  root?: string;
  /** Results that are read of each report. Default 25,000, as GitHub does. */
  maxResults?: number;
}

/** A report's document: a JSON value, or text where it is none. */
export interface ReportDocument {
  /** The parsed JSON; undefined where the document is XML or lines. */
  json?: Fields | unknown[];
  /** The values of a text that has one in each line. */
  lines?: unknown[];
  text: string;
  /** The name of the file, without folders, where there is one. */
  fileName?: string;
}

/** Reads the reports of one tool, or of one format that many write. */
export interface ReportReader {
  /** What the format is known by, as `sarif`, `npm-audit`. */
  id: string;
  /** As people write it, with the versions that are read. */
  name: string;
  /** Its documents are lists: an empty one is of it where it is named. */
  ofLists?: boolean;
  /** Whether a document is of this format: told by its shape, never by its name alone. */
  recognizes(document: ReportDocument): boolean;
  /**
   * The reports in a document: one for each tool, category or project.
   *
   * @throws ReportError or InputError with what is wrong with it
   */
  read(
    document: ReportDocument,
    options: Required<Pick<ReportOptions, 'maxResults'>> & ReportOptions,
  ): ToolReport[];
}
