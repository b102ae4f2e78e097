import fs from 'node:fs/promises';
import { readBuild, type SentRevision } from '../build/readBuild';
import { ReportError } from '../ReportError';

/** One revision of a build, with its SBOM in a file of its own. @public */
export interface SplitRevision extends Omit<SentRevision, 'sbom'> {
  /** Where its SBOM is; undefined where none was sent. */
  sbom?: string;
}

/** A build in parts. @public */
export interface SplitBuild extends SplitRevision {
  sbom: string;
  base?: SplitRevision & { what: string };
}

/** The tasks by their names. @public */
export interface BuildTasks {
  splitBuild(task: {
    /** Where its bytes are; files that are made begin with that name. */
    file: string;
    /** Bytes of memory that its values may take. */
    memory: number;
  }): Promise<{ parts: string } | { error: string }>;
}

/**
 * What is done with builds that somebody sends, in a process of its own: `parts` is the path of a
 * file with a `SplitBuild`. What the engine refuses comes back as `{ error }`.
 *
 * @public
 */
export const buildTasks: BuildTasks = {
  async splitBuild({ file, memory }) {
    try {
      const { sbom, base, ...said } = readBuild(await fs.readFile(file), {
        memory,
      });
      const split: SplitBuild = {
        ...said,
        sbom: await put(`${file}.sbom`, sbom),
      };
      if (base) {
        const { sbom: before, ...rest } = base;
        split.base = {
          ...rest,
          ...(before && { sbom: await put(`${file}.base-sbom`, before) }),
        };
      }
      return { parts: await put(`${file}.parts`, split) };
    } catch (error) {
      if (error instanceof ReportError) return { error: error.message };
      throw error;
    }
  },
};

async function put(path: string, value: unknown): Promise<string> {
  await fs.writeFile(path, JSON.stringify(value), { flag: 'wx', mode: 0o600 });
  return path;
}
