import type { ReportBuilder } from '../report/ReportBuilder';

/** What the results of a report are read with. */
export interface TrivyContext {
  report: ReportBuilder;
  salt: Uint8Array;
  root?: string;
  /** Of an image: its files are none of the source. */
  isImage: boolean;
}
