import {
  FactRetriever,
  FactRetrieverContext,
  techInsightsFactRetrieversExtensionPoint,
} from '@backstage-community/plugin-tech-insights-node';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ScorecardReader } from '@safety-curtain/plugin-supply-chain-node';
import techInsightsModule from '.';

/** The retrievers that the module adds under a configuration. */
async function retrieversOf(scorecards: object) {
  let added: Record<string, FactRetriever> = {};
  await startTestBackend({
    extensionPoints: [
      [
        techInsightsFactRetrieversExtensionPoint,
        {
          addFactRetrievers(retrievers: Record<string, FactRetriever>) {
            added = retrievers;
          },
        },
      ],
    ],
    features: [
      techInsightsModule,
      mockServices.rootConfig.factory({
        data: { supplyChain: { scorecards } } as never,
      }),
    ],
  });
  return added;
}

const OWN = {
  name: 'web',
  title: 'Web services',
  checks: [
    'sbom-present',
    { check: 'scanned-recently', options: { days: 3 } },
    { id: 'has-runbook', title: 'Runbook', rule: {} },
  ],
};

const context = {
  auth: mockServices.auth({ pluginId: 'tech-insights' }),
  discovery: mockServices.discovery(),
} as unknown as FactRetrieverContext;

afterEach(() => jest.restoreAllMocks());

describe('fact retrievers', () => {
  it('are added for the scorecards that ship', async () => {
    const retrievers = await retrieversOf({});
    expect(Object.keys(retrievers)).toEqual([
      'supply-chain-scorecard-supply-chain',
      'supply-chain-scorecard-open-source-compliance',
      'supply-chain-scorecard-repository-hardening',
    ]);
    const [first] = Object.values(retrievers);
    expect(first.schema).toMatchObject({
      'supply-chain.level': { type: 'string' },
      'supply-chain.levelsHeld': { type: 'integer' },
      'supply-chain.sbom-present': { type: 'string' },
    });
  });

  it('are added for those of the configuration, and not for those that it leaves out', async () => {
    const compliance = { ...OWN, name: 'open-source-compliance' };
    const retrievers = await retrieversOf({
      builtIn: ['supply-chain', 'open-source-compliance'],
      definitions: [OWN, compliance, { title: 'Nameless' }, 7],
    });
    expect(Object.keys(retrievers)).toEqual([
      'supply-chain-scorecard-supply-chain',
      'supply-chain-scorecard-web',
      'supply-chain-scorecard-open-source-compliance',
    ]);
    expect(
      Object.keys(retrievers['supply-chain-scorecard-web'].schema),
    ).toEqual([
      'web.level',
      'web.levelsHeld',
      'web.critical',
      'web.failing',
      'web.scoredAt',
      'web.sbom-present',
      'web.scanned-recently',
      'web.has-runbook',
    ]);
    const none = await retrieversOf({ builtIn: false });
    expect(none).toEqual({});
  });

  it('give the level and the answers of each service', async () => {
    jest.spyOn(ScorecardReader.prototype, 'scorecards').mockResolvedValue([
      {
        name: 'web',
        checks: [{ id: 'sbom-present' }, { id: 'has-runbook' }],
      } as never,
    ]);
    jest
      .spyOn(ScorecardReader.prototype, 'services')
      .mockImplementation(async function* services() {
        const shop = {
          entityRef: 'component:default/shop',
          critical: true,
          level: 'bronze',
          levelsHeld: 1,
          answers: ['pass', 'fail'],
          scoredAt: '2026-07-15T12:00:00.000Z',
        };
        yield shop as never;
        yield { ...shop, level: undefined, levelsHeld: 0 } as never;
      });
    const { 'supply-chain-scorecard-web': retriever } = await retrieversOf({
      builtIn: false,
      definitions: [OWN],
    });
    const facts = await retriever.handler(context);
    expect(facts[0]).toEqual({
      entity: { kind: 'component', namespace: 'default', name: 'shop' },
      facts: {
        'web.level': 'bronze',
        'web.levelsHeld': 1,
        'web.critical': true,
        'web.failing': ['has-runbook'],
        'web.scoredAt': '2026-07-15T12:00:00.000Z',
        'web.sbom-present': 'pass',
        'web.has-runbook': 'fail',
      },
    });
    expect(facts[1].facts['web.level']).toBe('');
    expect(
      Object.keys(facts[0].facts).every(name => name in retriever.schema),
    ).toBe(true);
  });

  it('fail where the backend does not know the scorecard', async () => {
    jest.spyOn(ScorecardReader.prototype, 'scorecards').mockResolvedValue([]);
    const { 'supply-chain-scorecard-web': retriever } = await retrieversOf({
      definitions: [OWN],
    });
    await expect(retriever.handler(context)).rejects.toThrow(
      "no scorecard 'web'",
    );
  });
});
