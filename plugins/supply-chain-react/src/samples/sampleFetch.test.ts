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

  it('answers other lists as empty ones, and names a single thing that it lacks', async () => {
    const list = await answerTo('plugin://supply-chain/scans');
    expect(JSON.parse(list.text)).toEqual(aPage([]));
    const one = await answerTo('plugin://supply-chain/scans/7');
    expect(one.status).toBe(404);
    expect(one.text).toContain('/scans/7');
  });

  it('refuses what would change something', async () => {
    const { status } = await answerTo('plugin://supply-chain/scans', {
      method: 'POST',
      body: '{}',
    });
    expect(status).toBe(501);
  });
});
