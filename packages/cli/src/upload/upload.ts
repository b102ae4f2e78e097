import { checkFile, compressed } from '../portal/compressed';
import { askPortalForJson, type Portal } from '../portal/request';
import { mediaTypeOf } from './mediaType';

const MAX_BYTES = 100 * 1024 * 1024;

/** Where a document goes and what it is of. */
export interface UploadOptions extends Portal {
  /** The catalog entity: `component:default/shop`. */
  entity: string;
  revision?: string;
  release?: string;
  name?: string;
}

/**
 * Sends an SBOM to a portal's archive, compressed as it is read. Resolves to
 * the portal's answer. Throws `BadInputError` for a document or request that
 * the portal refuses, `UnavailableError` where it could not be reached.
 */
export async function upload(
  file: string,
  { url, token, entity, revision, release, name }: UploadOptions,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<unknown> {
  checkFile(file, MAX_BYTES);
  const mediaType = await mediaTypeOf(file);
  return askPortalForJson(
    { url, token },
    {
      path: '/sboms',
      query: { entityRef: entity, revision, release, name },
      method: 'POST',
      headers: { 'content-type': mediaType, 'content-encoding': 'gzip' },
      body: () => compressed(file),
      what: file,
    },
    wait,
  );
}
