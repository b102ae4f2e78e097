import { mockServices } from '@backstage/backend-test-utils';
import { ServiceReader } from './ServiceReader';

/** A reader whose backend answers from a list, and what it was asked. */
function readerOf(...answers: object[]) {
  const asked: URL[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async input => {
    asked.push(new URL(String(input)));
    return new Response(JSON.stringify(answers.shift()), {
      headers: { 'Content-Type': 'application/json' },
    });
  });
  const reader = new ServiceReader({
    auth: mockServices.auth({ pluginId: 'search' }),
    discovery: mockServices.discovery(),
  });
  return { reader, asked };
}

afterEach(() => jest.restoreAllMocks());

describe('ServiceReader', () => {
  it('reads all pages of services', async () => {
    const total = { count: 3, atLeast: false };
    const { reader, asked } = readerOf(
      { items: [{ name: 'a' }, { name: 'b' }], total, nextCursor: 'x' },
      { items: [{ name: 'c' }], total },
    );
    const names: string[] = [];
    for await (const { name } of reader.services()) names.push(name);
    expect(names).toEqual(['a', 'b', 'c']);
    expect(asked.map(({ pathname }) => pathname)).toEqual(
      Array(2).fill('/api/supply-chain/targets'),
    );
    expect(asked[1].searchParams.get('cursor')).toBe('x');
  });

  it('reads the open findings of a service that come first', async () => {
    const { reader, asked } = readerOf({
      items: [{ advisory: 'CVE-2021-0001' }],
      total: { count: 900, atLeast: false },
      nextCursor: 'x',
    });
    expect(await reader.worstFindings('component:default/shop', 100)).toEqual([
      { advisory: 'CVE-2021-0001' },
    ]);
    expect(asked).toHaveLength(1);
    expect(Object.fromEntries(asked[0].searchParams)).toEqual({
      entityRef: 'component:default/shop',
      state: 'open',
      orderBy: 'risk',
      limit: '100',
    });
  });
});
