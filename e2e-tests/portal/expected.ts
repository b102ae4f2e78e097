import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a scan of one example service must find, see examples/expected.json. */
export interface ExpectedService {
  entityRef: string;
  manifests: { path: string; components: number }[];
  /** Files that cannot be read, which the scan must say. */
  unreadable?: string[];
  coverage: 'ok' | 'partial';
  openFindings: { atLeast?: number; exactly?: number };
  named?: { advisory: string; purl: string; fixed: string[] };
}

/** All services of the example organization. */
export const expectedServices: ExpectedService[] = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../examples/expected.json'), 'utf8'),
).services;
