/** @jest-environment node */
import fc from 'fast-check';
import { createSupplyChainClient } from './createSupplyChainClient';
import { openApiDocument } from './generated/document';
import type { SupplyChainApi } from './SupplyChainApi';

const BASE_URL = 'http://backend.example/api/supply-chain';

/**
 * Real requests and answers without a network in between. A class, as an
 * adopter may write it: its `fetch` needs its `this`.
 */
class Backend {
  asked: Request[] = [];
  answer = { status: 200, type: 'application/json', body: '{"items":[]}' };

  async fetch(...[input, init]: Parameters<typeof fetch>) {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    this.asked.push(request);
    const { status, type, body } = this.answer;
    return new Response(body, { status, headers: { 'Content-Type': type } });
  }
}

let backend: Backend;
let client: SupplyChainApi;

beforeEach(() => {
  backend = new Backend();
  client = createSupplyChainClient({ fetchApi: backend, baseUrl: BASE_URL });
});

interface Parameter {
  name: string;
  in: string;
  schema: { type?: string };
}

/** Every operation of the document with its parameters. */
const operations = Object.entries(openApiDocument.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId as keyof SupplyChainApi,
      method: method.toUpperCase(),
      path,
      body: 'requestBody' in operation,
      parameters: (
        ('parameters' in operation ? operation.parameters : []) as object[]
      ).map(parameterOf),
    })),
);

function parameterOf(given: object): Parameter {
  if (!('$ref' in given)) return given as Parameter;
  const name = String(given.$ref).split('/').pop()!;
  const shared: Record<string, object> = openApiDocument.components.parameters;
  return shared[name] as Parameter;
}

/** Any text that an address can carry. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter(value => !/^\.{1,2}$/.test(value));

const valueOf = ({ schema }: Parameter): fc.Arbitrary<unknown> =>
  schema.type === 'array' ? fc.array(text, { maxLength: 3 }) : text;

describe('an operation of the document', () => {
  it.each(operations)('$id asks $method $path', async operation => {
    const { id, method, parameters } = operation;
    const input = fc.record(
      Object.fromEntries(parameters.map(each => [each.name, valueOf(each)])),
    );
    await fc.assert(
      fc.asyncProperty(input, async values => {
        backend.asked = [];
        const call = client[id] as (given: object) => Promise<unknown>;
        const body = operation.body ? { body: { a: 1 } } : {};
        await call({ ...values, ...body });
        const [request] = backend.asked;
        const { origin, pathname, searchParams } = new URL(request.url);
        const named = (place: string) =>
          parameters.filter(each => each.in === place);
        const filled = named('path').reduce(
          (left, { name }) =>
            left.replace(`{${name}}`, () =>
              encodeURIComponent(`${values[name]}`),
            ),
          BASE_URL + operation.path,
        );
        expect(backend.asked).toHaveLength(1);
        expect(request.method).toBe(method);
        expect(origin + pathname).toBe(filled);
        expect([...searchParams].sort()).toEqual(
          named('query')
            .flatMap(({ name }) =>
              [values[name]].flat().map(value => [name, value]),
            )
            .sort(),
        );
        expect(await request.text()).toBe(operation.body ? '{"a":1}' : '');
      }),
      { numRuns: 10 },
    );
  });

  it('has names that can stand side by side', () => {
    for (const { id, parameters } of operations) {
      const names = ['body', ...parameters.map(({ name }) => name)];
      expect([id, new Set(names).size]).toEqual([id, names.length]);
    }
  });
});

describe('the client', () => {
  it('leaves out what is not given', async () => {
    await client.listFindings({ q: '', cursor: undefined, direct: 'false' });
    await client.getOverview();
    expect(backend.asked.map(({ url }) => url)).toEqual([
      `${BASE_URL}/findings?direct=false`,
      `${BASE_URL}/overview`,
    ]);
  });

  it.each(['', '.', '..'])(
    'refuses %j, which would ask for something else',
    async advisoryId => {
      await expect(client.getAdvisory({ advisoryId })).rejects.toThrow(
        'advisoryId',
      );
      expect(backend.asked).toEqual([]);
    },
  );

  it('sends JSON and a token where there is one', async () => {
    const entityRef = 'component:default/shop';
    await client.createScan({ body: { entityRef } }, { token: 'abc' });
    await client.refreshAdvisorySource({ sourceId: 'osv' });
    const [created, refreshed] = backend.asked;
    expect(created.headers.get('content-type')).toBe('application/json');
    expect(created.headers.get('authorization')).toBe('Bearer abc');
    expect(await created.json()).toEqual({ entityRef });
    expect(refreshed.headers.get('authorization')).toBeNull();
    expect(await refreshed.text()).toBe('');
  });

  it('sends a document as it is, under its media type', async () => {
    const body = new Blob(['SPDXVersion: SPDX-2.3'], { type: 'text/spdx' });
    await client.uploadSbom({ entityRef: 'component:default/shop', body });
    const [request] = backend.asked;
    expect(request.headers.get('content-type')).toBe('text/spdx');
    expect(await request.text()).toBe('SPDXVersion: SPDX-2.3');
  });

  it('gives a document as the response that it is', async () => {
    const type = 'application/spdx+json';
    backend.answer = { status: 200, type, body: '{ "a": 1 }' };
    const response = await client.getSbom({ id: '1', format: 'spdx' });
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe('{ "a": 1 }');
  });

  it.each([400, 401, 403, 404, 409, 500])(
    'throws what the backend says with %d',
    async status => {
      const error = { name: 'SomeError', message: 'You may not' };
      const body = JSON.stringify({ error, response: { statusCode: status } });
      backend.answer = { status, type: 'application/json', body };
      const expected = {
        name: 'ResponseError',
        statusCode: status,
        cause: error,
      };
      await expect(client.getOverview()).rejects.toMatchObject(expected);
      await expect(client.exportFindings()).rejects.toMatchObject(expected);
    },
  );

  it('throws where JSON is due and something else comes', async () => {
    backend.answer = { status: 200, type: 'text/html', body: '<html>' };
    await expect(client.getSystemHealth()).rejects.toThrow('is not valid JSON');
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('Left the page'));
    await expect(client.getSystemHealth({}, { signal })).rejects.toThrow(
      'Left the page',
    );
    expect(backend.asked).toEqual([]);
  });

  it("asks the portal's own address where none is given", async () => {
    const portal = createSupplyChainClient({
      fetchApi: {
        fetch: async input => new Response(JSON.stringify({ asked: input })),
      },
    });
    expect(await portal.getSystemHealth()).toEqual({
      asked: 'plugin://supply-chain/system-health',
    });
  });

  it('has the types of the document', () => {
    const typed = (api: SupplyChainApi) => [
      api.getTarget({ kind: 'component', namespace: 'default', name: 'shop' }),
      // @ts-expect-error a parameter that has to be there
      api.getFinding(),
      // @ts-expect-error a parameter that is not there
      api.listFindings({ color: 'red' }),
      // @ts-expect-error a value that is not one of its
      api.moveDecision({ id: '1', step: 'forget', body: {} }),
      // @ts-expect-error options in the place of parameters
      api.getSystemHealth({ signal: new AbortController().signal }),
      // @ts-expect-error a body of another shape
      api.createScan({ body: { ref: 'component:default/shop' } }),
    ];
    expect(typed).toEqual(expect.any(Function));
  });
});
