import { writableIgnoreTools } from '@safety-curtain/vex';
import { checkFile, compressed } from '../portal/compressed';
import { askPortal, askPortalForJson, type Portal } from '../portal/request';
import { readVexFile } from '../decisions/vexFiles';
import { BadInputError } from '../errors';
import type { VexFormat, VexScope } from './formats';

/** What the portal takes. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_ANSWER = 100 * 1024 * 1024;

/** What a document is said to be about. */
export interface VexUpload extends Portal {
  /** The catalog entity; for the whole organization where absent. */
  entity?: string;
  /** Who issued it, where the document does not say. */
  author?: string;
}

/**
 * Has a portal take a VEX document over. Resolves to its report. Throws
 * `BadInputError` for what cannot be read or is refused, `UnavailableError`
 * where the portal could not be reached.
 */
export async function uploadVex(
  file: string,
  { url, token, entity, author }: VexUpload,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<unknown> {
  checkFile(file, MAX_BYTES);
  readVexFile(file);
  return askPortalForJson(
    { url, token },
    {
      path: '/vex',
      query: { entityRef: entity, author },
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

/** What is asked for. */
export interface VexDownload extends Portal {
  entity: string;
  format: VexFormat;
  kind: 'vex' | 'vdr';
  /** What OpenVEX speaks of. */
  about?: 'service' | 'package';
  /** About what a release holds; absent: about what is in force. */
  release?: string;
  /** Absent: all. */
  scope?: readonly VexScope[];
}

/**
 * What was decided about a service in a portal, as a document. Throws
 * `BadInputError` where an ignore file is asked for of a release or a scope,
 * which tells of all that is in force.
 */
export async function downloadVex(
  { url, token, entity, format, kind, about, release, scope }: VexDownload,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<Buffer> {
  const tool = writableIgnoreTools.find(one => one === format);
  if (tool && (release !== undefined || scope !== undefined)) {
    throw new BadInputError(
      `--format ${tool} is about all that is in force; --release and --scope are of VEX documents`,
    );
  }
  return askPortal(
    { url, token },
    {
      ...(tool
        ? {
            path: '/ignore-files/export',
            query: { entityRef: entity, tool },
          }
        : {
            path: '/vex',
            query: {
              entityRef: entity,
              format,
              kind,
              product: about,
              release,
              scope,
            },
          }),
      headers: { accept: '*/*' },
      maxAnswer: MAX_ANSWER,
      what: `${entity} as ${format}`,
    },
    wait,
  );
}
