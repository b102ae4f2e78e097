import { readGateOptions } from '../flows/gate/options';
import { readTellOptions } from '../flows/tell/options';
import { ConfigReader } from '@backstage/config';
import { readLicenseOptions } from '../records/licenses/options';
import { readScorecardOptions } from '../records/results/options';
import { readOptions } from './config';
import { readProvenanceOptions } from '../flows/provenance/options';
import { readPackageRiskOptions } from '../flows/risk/options';
import { readPullOptions } from '../flows/pulls/options';
import { readImageOptions } from '../outside/oci/options';
import { readRegistryOptions } from '../outside/registries';

const read = (supplyChain?: object) =>
  readOptions(new ConfigReader(supplyChain ? ({ supplyChain } as never) : {}));

const osv = (...sources: object[]) => ({ advisories: { osv: sources } });
const one = { id: 'one', path: '/data' };

describe('readOptions', () => {
  it('has defaults for everything', () => {
    expect(read()).toEqual({
      licenses: readLicenseOptions(undefined),
      packages: readPackageRiskOptions(undefined),
      provenance: readProvenanceOptions(undefined),
      pulls: readPullOptions(undefined, undefined),
      tickets: { rules: [], perHour: 30, readEveryMs: 900_000, origin: '' },
      registries: readRegistryOptions(undefined),
      images: readImageOptions(undefined),
      scorecards: readScorecardOptions(undefined),
      gates: readGateOptions(undefined),
      tell: readTellOptions(undefined),
      upgrades: { releaseAgeMs: 259_200_000 },
      triage: {
        rules: [],
        duePolicies: [],
        exposure: { rules: [] },
        approval: undefined,
        trustedOwners: [],
        vexPlaces: [],
        publisher: {
          name: 'Safety Curtain',
          namespace: 'https://publisher.invalid',
        },
      },
      targetFilter: { kind: 'component' },
      catalogRefreshMs: 30_000,
      schedule: {
        frequencyMs: 86_400_000,
        cron: undefined,
        jitterMs: 8_640_000,
      },
      scanning: {
        enabled: true,
        concurrency: 2,
        perHost: 4,
        threads: 2,
        leaseMs: 120_000,
        pollMs: 5000,
        timeoutMs: 1_800_000,
        backoffMs: 60_000,
        suddenLoss: {
          fraction: 0.5,
          leastComponents: 2,
          rememberMs: 30 * 86_400_000,
        },
        limits: {
          files: 2000,
          fileBytes: 33_554_432,
          totalBytes: 268_435_456,
          depth: 24,
          fileTimeoutMs: 60_000,
          fileMemoryMb: 1024,
        },
      },
      inspections: { enabled: true, allow: [] },
      localPaths: [],
      decisions: { secondPerson: false, longestExceptionMs: 366 * 86_400_000 },
      archive: {
        store: 'database',
        folder: undefined,
        exportConcurrency: 2,
        signing: undefined,
        upload: {
          maxBytes: 104_857_600,
          concurrency: 2,
          arriving: 32,
          arrivalMs: 600_000,
          pace: { leastBytesPerSecond: 1024, windowMs: 20_000 },
          memoryMb: 3072,
          timeoutMs: 300_000,
        },
      },
      retention: {
        artifactsDays: 365,
        logsDays: 90,
        sbomsDays: undefined,
        auditDays: undefined,
      },
      advisories: {
        refreshMs: 3_600_000,
        staleAfterMs: {
          osv: 172_800_000,
          epss: 259_200_000,
          kev: 172_800_000,
          vulnrichment: 604_800_000,
        },
        osv: [],
        epss: undefined,
        kev: undefined,
        vulnrichment: undefined,
      },
    });
    expect(read({})).toEqual(read());
  });

  it('reads what is configured', () => {
    const options = read({
      targets: { filter: { kind: 'api' }, refresh: { seconds: 5 } },
      schedule: { cron: '0 3 * * *', jitter: { seconds: 0 } },
      scanning: {
        enabled: false,
        concurrency: 7,
        timeout: '2h',
        limits: { files: 3, fileTimeout: 'PT5S' },
      },
      sources: { local: { paths: ['/repos'] } },
      advisories: {
        refresh: { minutes: 5 },
        staleAfter: { epss: { days: 7 } },
        osv: [
          {
            id: 'osv.dev',
            url: 'https://osv.example/all',
            ecosystems: ['npm'],
          },
          { ...one, example: true, staleAfter: { days: 90 } },
        ],
        epss: { url: 'https://epss.example/epss.csv.gz' },
        kev: { id: 'cisa', path: '/data/kev.json' },
      },
    });
    expect(options).toMatchObject({
      targetFilter: { kind: 'api' },
      catalogRefreshMs: 5000,
      schedule: { cron: '0 3 * * *', jitterMs: 0 },
      scanning: {
        enabled: false,
        concurrency: 7,
        timeoutMs: 7_200_000,
        limits: { files: 3, fileTimeoutMs: 5000, depth: 24 },
      },
      localPaths: ['/repos'],
      advisories: {
        refreshMs: 300_000,
        staleAfterMs: { osv: 172_800_000, epss: 604_800_000 },
        osv: [
          { id: 'osv.dev', ecosystems: ['npm'] },
          { ...one, example: true, staleAfter: { days: 90 } },
        ],
        epss: { id: 'epss' },
        kev: { id: 'cisa' },
      },
    });
  });

  it('takes what is scanned once a week for stale after two weeks, not two days', () => {
    const day = 86_400_000;
    const frequencyOf = (schedule: object) =>
      read({ schedule }).schedule.frequencyMs;
    expect(frequencyOf({ cron: '0 3 * * 6' })).toBe(7 * day);
    expect(frequencyOf({ cron: '0 3 * * *' })).toBe(day);
    expect(frequencyOf({})).toBe(day);
  });

  it('has a preset of a weekly scan and a daily look at advisories', () => {
    const { schedule, advisories } = read({ schedule: { preset: 'weekly' } });
    expect(schedule).toEqual({
      cron: '0 2 * * 0',
      frequencyMs: 604_800_000,
      jitterMs: 1_800_000,
    });
    expect(advisories.refreshCron).toBe('0 2 * * *');
    expect(read({}).advisories.refreshCron).toBeUndefined();
  });

  it('spreads cron scans over half an hour and others over a tenth of their frequency', () => {
    expect(read({ schedule: { cron: '0 3 * * *' } }).schedule.jitterMs).toBe(
      1_800_000,
    );
    expect(
      read({ schedule: { frequency: { hours: 1 } } }).schedule.jitterMs,
    ).toBe(360_000);
  });

  it.each([
    [{ schedule: { cron: '0 3 * * *', frequency: { hours: 1 } } }, 'not both'],
    [{ schedule: { preset: 'daily' } }, 'must be one of: weekly'],
    [
      { schedule: { preset: 'weekly', cron: '0 3 * * *' } },
      'schedule.preset sets supplyChain.schedule.cron already',
    ],
    [
      { schedule: { preset: 'weekly' }, advisories: { refresh: { hours: 2 } } },
      'schedule.preset sets supplyChain.advisories.refresh already',
    ],
    [{ schedule: { cron: 'often' } }, 'not a cron expression: often'],
    [{ schedule: { cron: '61 * * * *' } }, 'not a cron expression'],
    [{ schedule: { frequency: { seconds: 0 } } }, 'schedule.frequency must be'],
    [{ schedule: { frequency: 'soon' } }, 'frequency'],
    [{ upgrades: { releaseAge: { days: -1 } } }, 'upgrades.releaseAge must be'],
    [{ schedule: { jitter: { seconds: -1 } } }, 'schedule.jitter must be'],
    [{ scanning: { poll: { seconds: 0 } } }, 'scanning.poll must be'],
    [{ scanning: { concurrency: 0 } }, 'scanning.concurrency must be'],
    [{ scanning: { threads: 1.5 } }, 'scanning.threads must be'],
    [{ scanning: { limits: { depth: -1 } } }, 'scanning.limits.depth must be'],
    [
      { scanning: { limits: { fileMemory: 831 } } },
      'fileMemory must be at least 832 (MiB)',
    ],
    [
      { scanning: { limits: { fileMemory: 719, fileBytes: 4 * 1024 * 1024 } } },
      'fileMemory must be at least 720 (MiB)',
    ],
    [osv({ id: 'one' }), "'one' needs either a url or a path"],
    [
      osv({ ...one, url: 'https://osv.example' }),
      "'one' needs either a url or a path",
    ],
    [osv({ path: '/data' }), 'id'],
    [osv({ ...one, id: '../one' }), 'may hold letters'],
    [osv({ ...one, id: '' }), 'id'],
    [osv({ id: 'one', url: 'osv.example' }), 'not an http(s) address'],
    [osv({ id: 'one', url: 'file:///etc/passwd' }), 'not an http(s) address'],
    [osv(one, { ...one, path: '/other' }), "the id 'one' twice"],
    [
      { advisories: { osv: [{ ...one, id: 'kev' }], kev: { path: '/kev' } } },
      "the id 'kev' twice",
    ],
    [{ advisories: { epss: {} } }, "'epss' needs either a url or a path"],
  ])('refuses %j', (supplyChain, why) => {
    expect(() => read(supplyChain)).toThrow(why);
  });

  it.each([
    [{ bogus: 1 }, /supplyChain\.bogus is not known/],
    [
      { scanning: { limit: {} } },
      /supplyChain\.scanning\.limit is not known; there are: .*limits/,
    ],
    [
      { advisories: { osv: [{ ...one, ecosystem: ['npm'] }] } },
      /supplyChain\.advisories\.osv\[0\]\.ecosystem is not known/,
    ],
    [
      { licenses: { exceptions: [{ scope: { reff: 'x' } }] } },
      /exceptions\[0\]\.scope\.reff is not known/,
    ],
    [
      { targets: { filter: 'x' } },
      /supplyChain\.targets\.filter must be a filter like .* not 'x'/,
    ],
    [{ targets: { filter: { $bogus: [] } } }, /targets\.filter.*\$bogus/],
    [{ targets: { filter: { kind: { $like: 'x' } } } }, /targets\.filter/],
    [
      osv({
        id: 'one',
        url: 'https://osv.example',
        ecosystems: ['npm', 'pypi'],
      }),
      /'one': OSV has no ecosystem 'pypi'/,
    ],
    ...[5, true, 'soon', { seconds: 'x' }, { fortnights: 1 }, {}, [1]].map(
      (value): [object, RegExp] => [
        { scanning: { timeout: value } },
        /^supplyChain\.scanning\.timeout must be a duration such as .*, not /,
      ],
    ),
    [
      osv(one, { id: 'two', path: '/x', staleAfter: 5 }),
      /^supplyChain\.advisories\.osv\[1\]\.staleAfter must be a duration/,
    ],
    [
      osv({ ...one, staleAfter: { days: 0 } }),
      /^supplyChain\.advisories\.osv\[0\]\.staleAfter must be greater than zero/,
    ],
    [
      osv({ ...one, ecosystems: [] }),
      /^supplyChain\.advisories\.osv\[0\]\.ecosystems is empty: name at least one/,
    ],
    [
      { targets: { filter: { kind: null } } },
      /^supplyChain\.targets\.filter is empty: .*null counts as not given/,
    ],
    [
      { targets: { filter: { $not: { kind: null } } } },
      /^supplyChain\.targets\.filter\.\$not is empty/,
    ],
    [
      { targets: { filter: { kind: { $in: [] } } } },
      /^supplyChain\.targets\.filter\.kind\.\$in is empty/,
    ],
    [{ targets: { filter: [] } }, /^supplyChain\.targets\.filter is empty/],
    [
      {
        licenses: {
          distribution: {
            rules: [{ model: 'hosted-service', filter: { kind: null } }],
          },
        },
      },
      /^supplyChain\.licenses\.distribution\.rules\[0\]\.filter is empty/,
    ],
    [
      { scanning: { timeout: { years: 1000 } } },
      /scanning\.timeout must not be longer than 100 years/,
    ],
  ])('refuses %j', (supplyChain, why) => {
    expect(() => read(supplyChain)).toThrow(why);
  });

  it('takes times of any length, keys of modules and suffixes of ecosystems', () => {
    const month = { days: 30 };
    expect(
      read({
        scanning: { timeout: month, poll: month, lease: month },
        targets: { refresh: month },
        advisories: {
          refresh: month,
          osv: [
            {
              id: 'one',
              url: 'https://osv.example',
              ecosystems: ['Debian:12', 'npm'],
            },
          ],
        },
        archive: { s3: { bucket: 'x' } },
      }),
    ).toMatchObject({
      scanning: { timeoutMs: 30 * 86_400_000, pollMs: 30 * 86_400_000 },
      advisories: { refreshMs: 30 * 86_400_000 },
    });
  });
});
