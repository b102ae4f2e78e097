import { mockServices } from '@backstage/backend-test-utils';
import {
  LunrSearchEngine,
  TestPipeline,
} from '@backstage/plugin-search-backend-node';
import type {
  Finding,
  Target,
} from '@safety-curtain/plugin-supply-chain-common';
import { FindingsCollatorFactory } from './FindingsCollatorFactory';

const none = { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 };

const SHOP = {
  entityRef: 'component:default/shop',
  name: 'Shop',
  type: 'service',
  owners: ['group:default/web', 'user:default/ann'],
  alertLevel: 'high',
  gate: { outcome: 'block', since: '2026-07-15T12:00:00.000Z' },
  openFindings: { ...none, critical: 1, unknown: 2 },
} as Target;

const FINDING = {
  advisory: 'CVE-2021-44228',
  aliases: ['CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q'],
  summary: 'Remote code injection.',
  severity: 'critical',
  knownExploited: true,
  package: 'org.apache.logging.log4j:log4j-core',
  versions: ['2.14.0', '2.14.1'],
} as Finding;

function factoryOf(...targets: (Target | Error)[]) {
  const asked: [string, number][] = [];
  const factory = new FindingsCollatorFactory({
    reader: {
      async *services() {
        for (const target of targets) {
          if (target instanceof Error) throw target;
          yield target;
        }
      },
      async worstFindings(entityRef, most) {
        asked.push([entityRef, most]);
        return [FINDING];
      },
    },
    locationTemplate: '/catalog/:namespace/:kind/:name/security',
  });
  return { factory, asked };
}

describe('documents of findings', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      now: Date.parse('2026-12-01T03:05:59Z'),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'],
    });
  });
  afterEach(() => jest.useRealTimers());

  it('tell what is open in a service, and lead to it; a service without has none', async () => {
    const clean = { ...SHOP, entityRef: 'component:default/clean' };
    const { factory, asked } = factoryOf(SHOP, {
      ...clean,
      openFindings: none,
    });
    const { documents, error } = await TestPipeline.fromCollator(
      await factory.getCollator(),
    ).execute();
    expect(error).toBeUndefined();
    expect(asked).toEqual([['component:default/shop', 100]]);
    expect(documents).toEqual([
      {
        title: 'Shop: open findings',
        text: 'As of 2026-12-01 03:05 UTC: 3 open, 1 critical, 2 unknown. CVE-2021-44228 GHSA-jfh8-c2jp-5v3q in org.apache.logging.log4j:log4j-core 2.14.0 2.14.1 (critical, known to be exploited): Remote code injection.',
        location: '/catalog/default/component/shop/security',
        kind: 'component',
        namespace: 'default',
        componentType: 'service',
        lifecycle: '',
        owner: 'group:default/web user:default/ann',
        alertLevel: 'high',
        gate: 'block',
        authorization: { resourceRef: 'component:default/shop' },
      },
    ]);
  });

  it.each(['CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q', 'log4j', 'injection'])(
    'are found by %s',
    async term => {
      const { factory } = factoryOf(SHOP);
      const engine = new LunrSearchEngine({
        logger: mockServices.logger.mock(),
      });
      await TestPipeline.fromCollator(await factory.getCollator())
        .withIndexer(await engine.getIndexer(factory.type))
        .execute();
      const { results } = await engine.query({ term });
      expect(results.map(({ document }) => document.location)).toEqual([
        '/catalog/default/component/shop/security',
      ]);
    },
  );

  it('are seen by whoever may see the findings of the service', () => {
    const { factory } = factoryOf();
    expect(factory.visibilityPermission).toMatchObject({
      name: 'supplyChain.finding.read',
      resourceType: 'supply-chain-target',
    });
  });

  it('end with an error where not all could be read', async () => {
    const { factory } = factoryOf(SHOP, new Error('The backend is away'));
    const collator = await factory.getCollator();
    const { error } = await TestPipeline.fromCollator(collator).execute();
    expect(error).toMatchObject({ message: 'The backend is away' });
  });
});
