import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { humanDuration, isWebAddress } from '../../settings/configValues';

/** A place where a vendor's VEX documents are. */
export interface VexPlaceOptions {
  id: string;
  /** Who issues its documents. */
  author: string;
  /** Of one document. */
  url?: string;
  /** A document, or a folder of documents. */
  path?: string;
  /** Value of the `Authorization` header. */
  authorization?: string;
  /** How often it is read; as advisories where undefined. */
  refreshMs?: number;
}

const KEY = 'supplyChain.triage.vex';

/** Reads `triage.vex` below `supplyChain`; throws with the path of what is wrong. */
export function readVexPlaces(config: Config | undefined): VexPlaceOptions[] {
  const places = config?.getOptionalConfigArray('triage.vex') ?? [];
  const known = new Set<string>();
  return places.map((place, index) => {
    const path = `${KEY}[${index}]`;
    const options = readPlace(place, path);
    if (known.has(options.id)) {
      throw new InputError(`${path}.id: '${options.id}' is there twice`);
    }
    known.add(options.id);
    return options;
  });
}

function readPlace(place: Config, path: string): VexPlaceOptions {
  const options = {
    id: place.getString('id'),
    author: place.getString('author').trim(),
    url: place.getOptionalString('url'),
    path: place.getOptionalString('path'),
    authorization: place.getOptionalString('authorization'),
    refreshMs: place.has('refresh')
      ? durationToMilliseconds(
          humanDuration(place, 'refresh', `${path}.refresh`),
        )
      : undefined,
  };
  const fault = faultOf(options);
  if (fault) throw new InputError(`${path}.${fault}`);
  return options;
}

function faultOf(options: VexPlaceOptions): string | undefined {
  const { id, author, url, path, authorization } = options;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/.test(id)) {
    return `id: '${id}' may hold letters, digits, dots, dashes and underscores only`;
  }
  if (author.length > 200) return 'author is longer than 200 characters';
  if ((url === undefined) === (path === undefined)) {
    return 'url: either it or path is needed, not both';
  }
  if (url !== undefined && !isWebAddress(url)) {
    return 'url is not an http(s) address';
  }
  if (url !== undefined && (new URL(url).username || new URL(url).password)) {
    return 'url holds credentials: they belong into authorization';
  }
  return authorization !== undefined && url === undefined
    ? 'authorization is for a url'
    : undefined;
}
