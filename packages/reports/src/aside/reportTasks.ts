import fs from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readReport } from '../readReport';
import type { ToolReport, ToolResult } from '../model/toolReport';
import { ReportError } from '../ReportError';

/** What a report says of itself; its results are in a file. @public */
export interface ReportHeading extends Omit<ToolReport, 'results'> {
  /** How many there are; they follow those of the headings before in the file. */
  results: number;
}

/** The tasks by their names. @public */
export interface ReportTasks {
  readReport(task: {
    /** Where the bytes are. */
    file: string;
    /** Where the results go: the path of a file that is not there yet. */
    output: string;
    /** Bytes of memory that its values may take. */
    memory: number;
    salt: Uint8Array;
    fileName?: string;
    format?: string;
    root?: string;
    maxResults?: number;
  }): Promise<{ format: string; reports: ReportHeading[] } | { error: string }>;
}

/**
 * What is done with reports of strangers, in a process of its own. What the engine refuses comes
 * back as `{ error }`.
 *
 * @public
 */
export const reportTasks: ReportTasks = {
  async readReport({ file, output, ...options }) {
    try {
      const { format, reports } = readReport(await fs.readFile(file), options);
      await fs.writeFile(output, linesOf(reports), { flag: 'wx', mode: 0o600 });
      return {
        format,
        reports: reports.map(({ results, ...heading }) => ({
          ...heading,
          results: results.length,
        })),
      };
    } catch (error) {
      if (error instanceof ReportError) return { error: error.message };
      throw error;
    }
  },
};

/** The results that `readReport` left in a file, one at a time. @public */
export async function* readReportLines(
  file: string,
): AsyncGenerator<ToolResult> {
  const lines = createInterface({ input: createReadStream(file) });
  for await (const line of lines) yield JSON.parse(line);
}

/** U+2028 and U+2029 end a line, too, and JSON leaves them as they are. */
function* linesOf(reports: readonly ToolReport[]): Generator<string> {
  for (const { results } of reports) {
    for (const result of results) {
      const line = JSON.stringify(result)
        .replaceAll('\u2028', '\\u2028')
        .replaceAll('\u2029', '\\u2029');
      yield `${line}\n`;
    }
  }
}
