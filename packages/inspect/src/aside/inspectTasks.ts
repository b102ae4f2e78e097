import { decodeText } from '@safety-curtain/input';
import type { ToolReport } from '@safety-curtain/reports';
import { type FileBundle, openFileBundle } from '@safety-curtain/sbom';
import fs from 'node:fs/promises';
import type { InspectedFile, InspectOptions } from '../inspector';
import { inspectFiles } from '../inspectFiles';

/** The tasks by their names. @public */
export interface InspectTasks {
  inspectFiles(
    task: Omit<InspectOptions, 'now'> & {
      /** Where the files are. */
      files: FileBundle;
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
  async inspectFiles({ files, output, now, ...options }) {
    const reports: ToolReport[] = await inspectFiles(textsOf(files), {
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

/** The files of a bundle one at a time. */
function* textsOf(bundle: FileBundle): Generator<InspectedFile> {
  const files = openFileBundle(bundle);
  try {
    for (const path of files.paths()) {
      yield { path, text: decodeText(files.get(path)!) };
    }
  } finally {
    files.close();
  }
}
