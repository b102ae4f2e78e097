import type { ReportBuilder } from './ReportBuilder';
import { counted } from './unread';

/** The files that a tool says that it ran over. */
export class CoveredFiles {
  readonly #paths: string[] = [];
  #outside = 0;

  add(path: string | undefined): void {
    if (path === undefined) this.#outside += 1;
    else this.#paths.push(path);
  }

  /** Undefined where not all are known, of which people are told. */
  toldTo(report: ReportBuilder): string[] | undefined {
    if (this.#outside === 0) return this.#paths;
    report.notice(
      `${counted(
        this.#outside,
        'file lies',
        'files lie',
      )} outside of the source, or its root is not known`,
    );
    return undefined;
  }
}
