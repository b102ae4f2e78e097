import type { UploadQuery } from '@safety-curtain/plugin-supply-chain-common';

/** Whom an upload is for and who sent it. */
export interface UploadTarget {
  id: number;
  entityRef: string;
  name: string;
  /** Whether scans read it as well. */
  scanned: boolean;
}

/** What an upload's manifest is called: an image goes by its own name. */
export function placeOf(query: UploadQuery): string {
  const series = seriesOf(query);
  return series.startsWith('image:') ? series : `upload:${series}`;
}

/** The name that tells several uploads of one entity apart. */
export function seriesOf(query: UploadQuery): string {
  return query.name ?? 'sbom';
}
