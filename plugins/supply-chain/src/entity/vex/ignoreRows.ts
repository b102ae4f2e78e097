import type {
  IgnoreFile,
  IgnoreFileEntry,
} from '@safety-curtain/plugin-supply-chain-common';

/** A line of an ignore file: an entry, or a piece that was not understood. */
export interface IgnoreRow extends Partial<Omit<IgnoreFileEntry, 'state'>> {
  id: string;
  file: IgnoreFile;
  text: string;
  state: IgnoreFileEntry['state'] | 'not-understood';
}

/** What waits for an answer comes first; else as the files have it. */
export function rowsOf(files: readonly IgnoreFile[]): IgnoreRow[] {
  const rows = files.flatMap(file => [
    ...file.entries.map((entry, index) => ({
      ...entry,
      file,
      id: `${file.origin} ${file.path} ${index}`,
    })),
    ...file.notUnderstood.map(({ at, reason }, index) => ({
      file,
      id: `${file.origin} ${file.path} not-understood ${index}`,
      text: at,
      reason,
      state: 'not-understood' as const,
    })),
  ]);
  const waits = ({ decision }: IgnoreRow) => decision === 'proposed';
  return [...rows.filter(waits), ...rows.filter(row => !waits(row))];
}
