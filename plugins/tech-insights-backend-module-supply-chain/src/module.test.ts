import {
  FactRetriever,
  FactRetrieverContext,
  techInsightsFactRetrieversExtensionPoint,
} from '@backstage-community/plugin-tech-insights-node';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  ScorecardReader,
  ServiceReader,
} from '@safety-curtain/plugin-supply-chain-node';
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
      'supply-chain-security',
      'supply-chain-scorecard-supply-chain',
      'supply-chain-scorecard-open-source-compliance',
      'supply-chain-scorecard-repository-hardening',
    ]);
    const [, first] = Object.values(retrievers);
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
      'supply-chain-security',
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
    expect(Object.keys(none)).toEqual(['supply-chain-security']);
  });

  it('give what is open in each service, and how far that is known', async () => {
    const open = {
      critical: 1,
      high: 2,
      medium: 0,
      low: 0,
      none: 0,
      unknown: 3,
    };
    jest
      .spyOn(ServiceReader.prototype, 'services')
      .mockImplementation(async function* services() {
        yield {
          entityRef: 'component:default/shop',
          alertLevel: 'high',
          gate: { outcome: 'block', since: '2026-07-15T12:00:00.000Z' },
          health: 'partial',
          lastGoodScanAt: '2026-07-15T12:00:00.000Z',
          componentCount: 7,
          openFindings: open,
        } as never;
        yield {
          entityRef: 'component:default/new',
          alertLevel: 'unknown',
          health: 'pending',
          openFindings: { ...open, critical: 0, high: 0, unknown: 0 },
        } as never;
      });
    const { 'supply-chain-security': retriever } = await retrieversOf({});
    const facts = await retriever.handler(context);
    expect(facts[0]).toEqual({
      entity: { kind: 'component', namespace: 'default', name: 'shop' },
      facts: {
        'security.alertLevel': 'high',
        'security.gate': 'block',
        'security.scan': 'partial',
        'security.scannedAt': '2026-07-15T12:00:00.000Z',
        'security.packages': 7,
        'security.critical': 1,
        'security.high': 2,
        'security.medium': 0,
        'security.low': 0,
        'security.none': 0,
        'security.unknown': 3,
      },
    });
    expect(facts[1].facts).toMatchObject({
      'security.gate': '',
      'security.scan': 'pending',
    });
    expect(Object.keys(facts[0].facts).sort()).toEqual(
      Object.keys(retriever.schema).sort(),
    );
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
