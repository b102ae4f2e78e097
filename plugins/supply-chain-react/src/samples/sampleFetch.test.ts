import { aPage } from './answers';
import { checkout } from './checkout';
import { sampleFetch } from './sampleFetch';

const fetchSample = sampleFetch({
  '/overview': { targets: 16 },
  '/licenses/notices': 'Notices',
});

async function answerTo(address: string, init?: RequestInit) {
  const response = await fetchSample(address, init);
  return { status: response.status, text: await response.text() };
}

describe('sampleFetch', () => {
  it('gives the answers that it was told, whatever the query', async () => {
    expect(
      await answerTo('plugin://supply-chain/overview?owner=group:a/b'),
    ).toEqual({ status: 200, text: JSON.stringify({ targets: 16 }) });
    expect(
      await answerTo('http://portal.test/api/supply-chain/licenses/notices'),
    ).toEqual({ status: 200, text: 'Notices' });
  });

  it('knows one entity of the catalog', async () => {
    const { text } = await answerTo(
      'http://portal.test/api/catalog/entities/by-name/component/default/checkout',
    );
    expect(JSON.parse(text)).toEqual(checkout);
  });

  it.each([
    '/scans',
    '/reports',
    '/targets/component/default/checkout/alert-levels',
  ])('answers another list as an empty one: %s', async path => {
    const { text } = await answerTo(`plugin://supply-chain${path}`);
    expect(JSON.parse(text)).toEqual(aPage([]));
  });

  it.each([
    '/scans/7',
    '/gate',
    '/upgrade-plan',
    '/triage/summary',
    '/usages',
    '/findings/trend',
    '/no/such/operation',
  ])('names what it lacks and is no such list: %s', async path => {
    const { status, text } = await answerTo(`plugin://supply-chain${path}`);
    expect(status).toBe(404);
    expect(text).toContain(path);
  });

  it('refuses what would change something', async () => {
    const { status } = await answerTo('plugin://supply-chain/scans', {
      method: 'POST',
      body: '{}',
    });
    expect(status).toBe(501);
  });
});
