import {
  CATALOG_FILTER_EXISTS,
  CatalogClient,
} from '@backstage/catalog-client';
import { BadInputError } from '../errors';
import type { Checkout } from '../git/checkout';
import { webAddressOf } from '../git/checkout';
import type { Portal } from '../portal/request';
import { UnavailableError } from '../portal/retrying';

const SOURCE = 'backstage.io/source-location';
const PAGE = 500;
/** Entities that are looked through at the most. */
const MOST = 50_000;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
];

/** An entity whose source is in the repository. */
interface Candidate {
  ref: string;
  /** The folder of its source, below the root. */
  folder: string;
}

/**
 * The catalog entity that a checkout is the source of: the one whose source
 * location is the folder, or the nearest above it. Throws `BadInputError` where
 * there is none or several, `UnavailableError` where the catalog cannot be asked.
 *
 * @param portal - of the supply-chain API; the catalog is beside it
 */
export async function findEntity(
  portal: Portal,
  checkout: Checkout,
): Promise<string> {
  const candidates = await candidatesOf(portal, checkout);
  const { repository, folder } = checkout;
  const around = candidates.filter(one => isIn(folder, one.folder));
  const deepest = Math.max(...around.map(one => one.folder.length));
  const nearest = around.filter(one => one.folder.length === deepest);
  if (nearest.length === 1) return nearest[0].ref;
  const where = folder ? `${repository}, folder ${folder}` : repository;
  if (nearest.length > 1) {
    throw new BadInputError(
      `Several entities of the catalog have their source at ${where}: ${nearest
        .map(({ ref }) => ref)
        .sort()
        .join(', ')}. Choose one with --entity`,
    );
  }
  throw new BadInputError(
    `No entity of the catalog has its source at ${where} (annotation ${SOURCE}). Name one with --entity`,
  );
}

function isIn(folder: string, of: string): boolean {
  return of === '' || folder === of || folder.startsWith(`${of}/`);
}

async function candidatesOf(
  { url, token }: Portal,
  { repository }: Checkout,
): Promise<Candidate[]> {
  const api = url.replace(/\/+$/, '').replace(/\/[^/]*$/, '');
  const client = new CatalogClient({
    discoveryApi: { getBaseUrl: async id => `${api}/${id}` },
    // A token goes to the address that was named and nowhere else.
    fetchApi: {
      fetch: (input, init) => fetch(input, { ...init, redirect: 'error' }),
    },
  });
  const found: Candidate[] = [];
  let cursor: string | undefined;
  let seen = 0;
  do {
    const page = await asked(
      client.queryEntities(
        cursor
          ? { cursor, limit: PAGE, fields: FIELDS }
          : {
              filter: {
                [`metadata.annotations.${SOURCE}`]: CATALOG_FILTER_EXISTS,
              },
              fields: FIELDS,
              limit: PAGE,
            },
        { token },
      ),
    );
    for (const { kind, metadata } of page.items) {
      const folder = folderIn(repository, metadata.annotations?.[SOURCE]);
      if (folder === undefined) continue;
      const { namespace = 'default', name } = metadata;
      found.push({
        ref: `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US'),
        folder,
      });
    }
    seen += page.items.length;
    cursor = page.pageInfo.nextCursor;
  } while (cursor && seen < MOST);
  return found;
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode === 401 || statusCode === 403) {
      throw new BadInputError(
        'The portal’s catalog refuses the token: name the entity with --entity',
      );
    }
    throw new UnavailableError('its catalog did not answer');
  }
}

/**
 * The folder of a source location (`url:https://host/a/b/tree/main/services/shop/`)
 * in a repository, without branch; undefined where it is in another one. Names
 * of branches with a slash cannot be told from folders: their first part counts.
 */
export function folderIn(
  repository: string,
  location: string | undefined,
): string | undefined {
  const target = location?.replace(/^url:/, '');
  if (!target || !URL.canParse(target)) return undefined;
  const { origin, pathname } = new URL(target);
  const address = `${origin}${pathname}`.replace(/\/+$/, '');
  const parts =
    /^(.*?)(?:\/-)?\/(?:tree|blob|src)\/(?:branch\/)?[^/]+(?:\/(.*))?$/.exec(
      address,
    );
  if (webAddressOf(parts ? parts[1] : address) !== repository) return undefined;
  return decodeURIComponent(parts?.[2] ?? '');
}
