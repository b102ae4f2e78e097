import { mockServices } from '@backstage/backend-test-utils';
import { ScorecardReader } from './ScorecardReader';

type Answer = { status?: number; body: unknown };

/** A reader whose backend answers from a list, and what it was asked. */
function readerOf(...answers: Answer[]) {
  const asked: { url: string; token: string | null }[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    asked.push({
      url: String(input),
      token: new Headers(init?.headers).get('Authorization'),
    });
    const { status = 200, body } = answers.shift()!;
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    });
  });
  const reader = new ScorecardReader({
    auth: mockServices.auth({ pluginId: 'search' }),
    discovery: mockServices.discovery(),
  });
  return { reader, asked };
}

afterEach(() => jest.restoreAllMocks());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('ScorecardReader', () => {
  it('reads all pages of services, as the plugin itself', async () => {
    const total = { count: 3, atLeast: false };
    const { reader, asked } = readerOf(
      {
        body: { items: [{ name: 'a' }, { name: 'b' }], total, nextCursor: 'x' },
      },
      { body: { items: [{ name: 'c' }], total } },
    );
    const services = await collect(
      reader.services('basics', { reasons: true }),
    );
    expect(services.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const { pathname, searchParams } = new URL(asked[1].url);
    expect(pathname).toBe('/api/supply-chain/scorecards/basics/services');
    expect(Object.fromEntries(searchParams)).toEqual({
      reasons: 'true',
      orderBy: 'name',
      limit: '200',
      cursor: 'x',
    });
    expect(asked[0].token).toMatch(/^Bearer mock-service-token:.*search/);
  });

  it('reads the scorecards in force', async () => {
    const { reader } = readerOf({ body: { items: [{ name: 'basics' }] } });
    expect(await reader.scorecards()).toEqual([{ name: 'basics' }]);
  });

  it('throws where a page cannot be read, instead of ending early', async () => {
    const { reader } = readerOf(
      { body: { items: [{ name: 'a' }], nextCursor: 'x' } },
      { status: 503, body: { error: { name: 'Error', message: 'Away' } } },
    );
    await expect(collect(reader.services('basics'))).rejects.toThrow('503');
  });
});
