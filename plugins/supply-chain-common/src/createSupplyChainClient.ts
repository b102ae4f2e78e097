import { InputError, ResponseError } from '@backstage/errors';
import { routes } from './generated/routes';
import type {
  SupplyChainApi,
  SupplyChainRequestOptions,
} from './SupplyChainApi';

interface Route {
  method: string;
  path: string;
  json: boolean;
}

type Input = Record<string, unknown>;

/**
 * A client of the supply-chain backend.
 *
 * In a front end, give it the portal's `fetchApi`, which knows `plugin://`
 * addresses and adds the user's token. Elsewhere, give a `baseUrl` (the
 * address of `/api/supply-chain`) and a token with each request.
 *
 * @public
 */
export function createSupplyChainClient(options: {
  fetchApi: { fetch: typeof fetch };
  baseUrl?: string;
}): SupplyChainApi {
  const { fetchApi, baseUrl = 'plugin://supply-chain' } = options;

  async function ask(
    route: Route,
    input: Input = {},
    { token, signal }: SupplyChainRequestOptions = {},
  ) {
    // An address and no `Request`: browsers cannot send the body of one on to
    // another address, which is what becomes of `plugin://`.
    const response = await fetchApi.fetch(baseUrl + addressOf(route, input), {
      method: route.method,
      signal,
      ...contentOf(input.body, token),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return route.json ? response.json() : response;
  }

  return Object.fromEntries(
    Object.entries<Route>(routes).map(([id, route]) => [
      id,
      ask.bind(undefined, route),
    ]),
  ) as unknown as SupplyChainApi;
}

/** What the path does not name is in the query, a list as a value for each. */
function addressOf({ path }: Route, { body: _, ...input }: Input): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (path.includes(`{${name}}`)) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') query.append(name, String(one));
    }
  }
  const address = path.replace(/\{(\w+)\}/g, (_match, name) =>
    segmentOf(name, input[name]),
  );
  const search = query.toString();
  return search ? `${address}?${search}` : address;
}

/** One part of a path. What an address would leave out asks for something else. */
function segmentOf(name: string, value: unknown): string {
  const text = String(value ?? '');
  if (/^\.{0,2}$/.test(text)) {
    throw new InputError(`'${text}' is no value of ${name}`);
  }
  return encodeURIComponent(text);
}

function contentOf(body: unknown, token?: string): RequestInit {
  const headers = new Headers();
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (body === undefined || body instanceof Blob) {
    return { headers, body };
  }
  headers.set('Content-Type', 'application/json');
  return { headers, body: JSON.stringify(body) };
}
