import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  LunrSearchEngine,
  RegisterCollatorParameters,
  TestPipeline,
} from '@backstage/plugin-search-backend-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import type {
  ScorecardDefinition,
  ScorecardService,
} from '@safety-curtain/plugin-supply-chain-common';
import searchModule from '.';
import { readCollatorOptions } from './options';
import { ScorecardCollatorFactory } from './ScorecardCollatorFactory';

const SCORECARD = {
  name: 'basics',
  title: 'Basics',
  levels: [{ name: 'bronze', title: 'Bronze: visible' }],
  checks: [
    { id: 'a', title: 'Scanned recently' },
    { id: 'b', title: 'SBOM present' },
    { id: 'c', title: 'Nothing exploited' },
  ],
} as ScorecardDefinition;

const SERVICE: ScorecardService = {
  entityRef: 'component:default/shop',
  name: 'Shop',
  type: 'service',
  owners: ['group:default/web', 'user:default/ann'],
  critical: true,
  level: 'bronze',
  levelsHeld: 1,
  answers: ['pass', 'unknown', 'fail'],
  reasons: [
    { check: 'b', reason: 'The last scan failed.' },
    { check: 'c', reason: 'CVE-2021-0001 is exploited.' },
  ],
  scoredAt: '2026-07-15T12:00:00.000Z',
};

const PATH = '/catalog/:namespace/:kind/:name/scorecards';

function factoryOf(
  services: () => AsyncGenerator<ScorecardService>,
  { scorecards = [SCORECARD], locationTemplate = PATH } = {},
) {
  return new ScorecardCollatorFactory({
    reader: { scorecards: async () => scorecards, services },
    locationTemplate,
  });
}

describe('documents', () => {
  it('tell the level and why checks do not pass, and lead to the service', async () => {
    const factory = factoryOf(async function* services() {
      yield SERVICE;
      yield {
        ...SERVICE,
        entityRef: 'component:other/a%b',
        critical: false,
        level: undefined,
        answers: ['pass', 'pass', 'exempted'],
      };
    });
    const collator = await factory.getCollator();
    const { documents, error } = await TestPipeline.fromCollator(
      collator,
    ).execute();
    expect(error).toBeUndefined();
    expect(documents).toEqual([
      {
        title: 'Shop: Basics',
        text: expect.stringMatching(
          /^As of [\d-]{10} [\d:]{5} UTC: Level: Bronze: visible. Critical. Fails: Nothing exploited. CVE-2021-0001 is exploited. Unknown: SBOM present. The last scan failed\.$/,
        ),
        location: '/catalog/default/component/shop/scorecards?scorecard=basics',
        scorecard: 'basics',
        level: 'bronze',
        kind: 'component',
        namespace: 'default',
        componentType: 'service',
        lifecycle: '',
        owner: 'group:default/web user:default/ann',
        critical: true,
        authorization: { resourceRef: 'component:default/shop' },
      },
      expect.objectContaining({
        text: expect.stringMatching(/ UTC: No level\.$/),
        level: '',
        location: '/catalog/other/component/a%25b/scorecards?scorecard=basics',
      }),
    ]);
  });

  it('are found on every scorecard, by an engine that keeps one for each location', async () => {
    const factory = factoryOf(
      async function* services() {
        yield SERVICE;
      },
      {
        scorecards: [SCORECARD, { ...SCORECARD, name: 'b&b', title: 'More' }],
        locationTemplate: '/own/:name?tab=scorecards',
      },
    );
    const engine = new LunrSearchEngine({ logger: mockServices.logger.mock() });
    await TestPipeline.fromCollator(await factory.getCollator())
      .withIndexer(await engine.getIndexer(factory.type))
      .execute();
    const { results } = await engine.query({ term: 'Shop' });
    expect(results.map(({ document }) => document.location).sort()).toEqual([
      '/own/shop?tab=scorecards&scorecard=b%26b',
      '/own/shop?tab=scorecards&scorecard=basics',
    ]);
  });

  it('are seen by whoever may see the scorecards of the service', () => {
    const { type, visibilityPermission } = factoryOf(async function* none() {});
    expect(type).toBe('supply-chain-scorecard');
    expect(visibilityPermission).toMatchObject({
      name: 'supplyChain.scorecard.read',
      resourceType: 'supply-chain-target',
    });
  });

  it('end with an error where not all could be read', async () => {
    const factory = factoryOf(async function* services() {
      yield SERVICE;
      throw new Error('The backend is away');
    });
    const collator = await factory.getCollator();
    const { error } = await TestPipeline.fromCollator(collator).execute();
    expect(error).toMatchObject({ message: 'The backend is away' });
  });
});

describe('the module', () => {
  it('adds the collator to search', async () => {
    const added: RegisterCollatorParameters[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          searchIndexRegistryExtensionPoint,
          {
            addCollator: (collator: RegisterCollatorParameters) =>
              added.push(collator),
            addDecorator: () => undefined,
          },
        ],
      ],
      features: [searchModule, mockServices.rootConfig.factory({ data: {} })],
    });
    expect(added.map(({ factory }) => factory.type)).toEqual([
      'supply-chain-scorecard',
      'supply-chain-findings',
    ]);
  });
});

describe('options', () => {
  const read = (supplyChain: object) =>
    readCollatorOptions(
      new ConfigReader({ search: { collators: { supplyChain } } } as never),
    );

  it('have defaults', () => {
    const options = readCollatorOptions(new ConfigReader({}));
    expect(options).toMatchObject({
      schedule: { frequency: { minutes: 10 } },
      locationTemplate: PATH,
    });
  });

  it('are taken from the configuration', () => {
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 5 } };
    expect(read({ schedule, locationTemplate: '/s/:name' })).toMatchObject({
      schedule,
      locationTemplate: '/s/:name',
    });
  });

  it('are refused with the path of what is wrong', () => {
    expect(() => read({ schedule: { frequency: 7 } })).toThrow(
      'search.collators.supplyChain.schedule',
    );
  });
});
