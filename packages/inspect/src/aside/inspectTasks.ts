import fs from 'node:fs/promises';
import type { ToolReport } from '@safety-curtain/reports';
import type { InspectedFile, InspectOptions } from '../inspector';
import { inspectFiles } from '../inspectFiles';

/** The tasks by their names. @public */
export interface InspectTasks {
  inspectFiles(
    task: Omit<InspectOptions, 'now'> & {
      /** Where the files are: JSON, a list of paths and texts. */
      file: string;
      /** Where the reports go, as JSON: the path of a file that is not there yet. */
      output: string;
      /** ISO 8601. */
      now: string;
    },
  ): Promise<{ results: number }>;
}

/**
 * What is done with files of strangers, in a process of its own.
 *
 * @public
 */
export const inspectTasks: InspectTasks = {
  async inspectFiles({ file, output, now, ...options }) {
    const files: InspectedFile[] = JSON.parse(await fs.readFile(file, 'utf8'));
    const reports: ToolReport[] = await inspectFiles(files, {
      ...options,
      now: new Date(now),
    });
    await fs.writeFile(output, JSON.stringify(reports), {
      flag: 'wx',
      mode: 0o600,
    });
    return {
      results: reports.reduce((sum, { results }) => sum + results.length, 0),
    };
  },
};
