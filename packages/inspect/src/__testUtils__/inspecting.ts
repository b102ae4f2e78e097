import type { ToolResult } from '@safety-curtain/reports';
import type { InspectOptions } from '../inspector';
import { inspectFiles } from '../inspectFiles';

export const options: InspectOptions = {
  salt: new Uint8Array(32).fill(7),
  now: new Date('2026-12-01T00:00:00Z'),
};

/** All results of one file, in the order of the reports. */
export async function resultsOf(
  path: string,
  text: string,
  more: Partial<InspectOptions> = {},
): Promise<ToolResult[]> {
  const reports = await inspectFiles([{ path, text }], { ...options, ...more });
  return reports.flatMap(({ results }) => results);
}

/** What was found, as `rule:line`. */
export async function foundIn(path: string, text: string): Promise<string[]> {
  return (await resultsOf(path, text)).map(
    ({ rule, place }) => `${rule}:${place?.startLine}`,
  );
}
