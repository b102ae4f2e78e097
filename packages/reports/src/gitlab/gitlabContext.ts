/** What analyzers look at, as GitLab names it; its other types are about what runs. */
export const TYPES = [
  'sast',
  'secret_detection',
  'dependency_scanning',
  'container_scanning',
] as const;

export type ScanType = (typeof TYPES)[number];

/** What every entry of a report is read with. */
export interface GitLabContext {
  type: ScanType;
  salt: Uint8Array;
  root?: string;
  /** The package managers of files that were looked at. */
  managers: ReadonlyMap<string, string>;
}
