import { checkFile, compressed } from '../portal/compressed';
import { askPortalForJson, type Portal } from '../portal/request';

/** What the portal takes. */
const MAX_BYTES = 100 * 1024 * 1024;

/** Where a report goes, and what the report does not say itself. */
export interface ReportUpload extends Portal {
  /** The catalog entity: `component:default/shop`. */
  entity: string;
  /** What the report is, as `sarif`; told by its shape where absent. */
  format?: string;
  /** Tells several reports of one tool about one entity apart. */
  category?: string;
  /** The folder in which the tool ran, which absolute paths are told from. */
  root?: string;
}

/**
 * Has a portal take over what a tool found, compressed as it is read. Resolves
 * to the portal's answer. Throws `BadInputError` for what the portal refuses,
 * `UnavailableError` where it could not be reached.
 */
export async function uploadReport(
  file: string,
  { url, token, entity, format, category, root }: ReportUpload,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<unknown> {
  checkFile(file, MAX_BYTES);
  return askPortalForJson(
    { url, token },
    {
      path: '/reports',
      query: { entityRef: entity, format, category, root },
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'content-encoding': 'gzip',
      },
      body: () => compressed(file),
      what: file,
    },
    wait,
  );
}
