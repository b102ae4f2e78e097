import { stringifyEntityRef } from '@backstage/catalog-model';
import { aPage } from './answers';
import { checkout } from './checkout';
import { isPagePath } from './isPagePath';

/**
 * What is answered to GET requests, by their path below `/api/supply-chain`: a
 * value that becomes JSON, or a text that is sent as it is.
 *
 * @public
 */
export type SampleAnswers = Readonly<Record<string, unknown>>;

const catalogAnswers = {
  '/entities/by-name/component/default/checkout': checkout,
  '/entities/by-name/component/default/checkout/ancestry': {
    rootEntityRef: stringifyEntityRef(checkout),
    items: [{ entity: checkout, parentEntityRefs: [] }],
  },
  '/entities': [checkout],
  '/entities/by-query': { items: [checkout], totalItems: 1, pageInfo: {} },
  '/entity-facets': { facets: {} },
};

/**
 * A `fetch` without a backend: it knows the catalog entity `checkout`, gives
 * the answers of the supply-chain backend that it was told, and answers every
 * other operation that gives pages with an empty one. What else it was not told
 * is not found, and what would change something is refused.
 *
 * @public
 */
export function sampleFetch(answers: SampleAnswers): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const { plugin, path } = pluginPath(request?.url ?? String(input));
    const method = init?.method ?? request?.method ?? 'GET';
    if (plugin === 'catalog' && path === '/entities/by-refs') {
      const body = init?.body ?? (await request?.text());
      return Response.json({ items: entitiesOf(String(body)) });
    }
    if (method !== 'GET') {
      return refusal(501, 'This app has sample answers and no backend');
    }
    const known = plugin === 'catalog' ? catalogAnswers : answers;
    const answer = new Map(Object.entries(known)).get(path);
    if (typeof answer === 'string') return new Response(answer);
    if (answer !== undefined) return Response.json(answer);
    return plugin === 'supply-chain' && isPagePath(path)
      ? Response.json(aPage([]))
      : refusal(404, `There is no sample answer for ${path}`);
  };
}

/** Of `plugin://id/path`, which is how clients ask, or `https://host/api/id/path`. */
function pluginPath(address: string): { plugin: string; path: string } {
  const [, plugin = '', path = '/'] =
    /^(?:plugin:\/\/|https?:\/\/[^/]+\/api\/)([^/?]+)([^?]*)/.exec(address) ??
    [];
  return { plugin, path };
}

function entitiesOf(body: string) {
  const { entityRefs } = JSON.parse(body) as { entityRefs: string[] };
  return entityRefs.map(ref =>
    ref === stringifyEntityRef(checkout) ? checkout : null,
  );
}

function refusal(statusCode: number, message: string): Response {
  return Response.json(
    { error: { name: 'Error', message }, response: { statusCode } },
    { status: statusCode, statusText: message },
  );
}
