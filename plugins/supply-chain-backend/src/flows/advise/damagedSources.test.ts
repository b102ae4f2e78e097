import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { kevEntry } from '../../__testUtils__/exploited';
import { advisory } from '../../__testUtils__/organization';
import { AdvisoryRefresher } from './AdvisoryRefresher';
import { epssFeed, kevFeed } from '../../outside/feeds/exploitFeeds';
import { OsvFileSource } from '../../outside/feeds/OsvFileSource';
import {
  listAdvisorySources,
  readAdvisoryData,
} from '../../views/vulnerabilities/sourceViews';

const DAY = 24 * 3_600_000;
const RECORDS = 60;
const directory = createMockDirectory();

const ids = Array.from({ length: RECORDS }, (_, i) => 1000 + i);
const today = new Date().toISOString();

/** What the publishers' files look like when they are whole. */
const whole = {
  osv: ids
    .map(id =>
      JSON.stringify({
        ...advisory(`GHSA-${id}`, 'lodash', '4.17.21'),
        modified: today,
      }),
    )
    .join('\n'),
  epss: [
    `#model_version:v2025.03.14,score_date:${today}`,
    'cve,epss,percentile',
    ...ids.map(id => `CVE-2021-${id},0.5,0.5`),
  ].join('\n'),
  kev: JSON.stringify(
    {
      catalogVersion: '1',
      dateReleased: today,
      count: RECORDS,
      vulnerabilities: ids.map(id => kevEntry(`CVE-2021-${id}`)),
    },
    null,
    2,
  ),
};
type Kind = keyof typeof whole;

const files = { osv: 'osv.ndjson', epss: 'epss.csv', kev: 'kev.json' };
const tables = { osv: 'advisories', epss: 'epss', kev: 'known_exploited' };

interface Choices {
  example?: boolean;
  leastKept?: number;
}

function sourcesOf({ example = false, leastKept }: Choices) {
  const place = (kind: Kind) => ({
    id: kind,
    path: directory.resolve(files[kind]),
    example,
  });
  return {
    sources: [new OsvFileSource({ ...place('osv'), leastKept })],
    feeds: [epssFeed(place('epss')), kevFeed(place('kev'))],
  };
}

function refresherOf(knex: Knex, choices: Choices = {}) {
  return new AdvisoryRefresher({
    knex,
    logger: mockServices.logger.mock(),
    refreshMs: 3_600_000,
    staleAfterMs: {
      osv: 2 * DAY,
      epss: 3 * DAY,
      kev: 2 * DAY,
      vulnrichment: 7 * DAY,
    },
    ...sourcesOf(choices),
  });
}

function write(contents: Partial<Record<Kind, string>>) {
  for (const kind of Object.keys(contents) as Kind[]) {
    directory.addContent({ [files[kind]]: contents[kind]! });
  }
}

async function readAgain(refresher: AdvisoryRefresher) {
  for (const kind of Object.keys(whole)) await refresher.request(kind);
  await refresher.refreshDue();
}

async function sourceOf(knex: Knex, kind: Kind) {
  return (await listAdvisorySources(knex)).find(s => s.id === kind)!;
}

const HTML =
  '<!DOCTYPE html>\n<html><body>\n<h1>503, try later</h1>\n</body></html>\n';

/** In the middle of a line. */
const half = (text: string) =>
  text.slice(0, text.lastIndexOf('\n', text.length / 2) - 2);
/** Cut where a line ends: each that is left is well. */
const halfOfLines = (text: string) =>
  text.slice(0, text.lastIndexOf('\n', text.length / 2) + 1);
const someGarbage = (text: string) =>
  text
    .split('\n')
    .map((line, i) => (i % 4 === 3 ? '%$#@!' : line))
    .join('\n');

const damages: [string, (text: string) => string][] = [
  ['nothing', () => ''],
  ['blanks', () => ' \n\t\n \n'],
  ['an error page', () => HTML],
  ['NUL bytes', text => '\0'.repeat(text.length)],
  ['half of it', half],
  ['half of its lines', halfOfLines],
  ['garbage in every fourth line', someGarbage],
  [
    'a pointer of Git LFS',
    () =>
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(
        64,
      )}\nsize 12345\n`,
  ],
];

describe.each(databaseIds)('damaged sources on %p', id => {
  it('that were made smaller on purpose are well where the configuration says so', async () => {
    const knex = await createDatabase(id);
    write(whole);
    const strict = refresherOf(knex);
    await strict.register();
    await strict.refreshDue();
    write({ osv: halfOfLines(whole.osv) });
    await readAgain(strict);
    expect(await sourceOf(knex, 'osv')).toMatchObject({ state: 'failing' });
    await readAgain(refresherOf(knex, { leastKept: 0.4 }));
    expect(await sourceOf(knex, 'osv')).toMatchObject({ state: 'ok' });
    // What is left is the measure from now on.
    await readAgain(strict);
    expect(await sourceOf(knex, 'osv')).toMatchObject({ state: 'ok' });
  });

  describe.each(['osv', 'epss', 'kev'] as const)('%s', kind => {
    it.each(damages)(
      'is failing, keeps its data and its age with %s',
      async (_, damage) => {
        const knex = await createDatabase(id);
        write(whole);
        const refresher = refresherOf(knex);
        await refresher.register();
        await refresher.refreshDue();
        const before = await sourceOf(knex, kind);
        expect(before).toMatchObject({ state: 'ok', records: RECORDS });

        write({ [kind]: damage(whole[kind]) });
        // Each try anew: it is not taken for read the second time.
        for (let i = 0; i < 2; i++) {
          await readAgain(refresher);
          const after = await sourceOf(knex, kind);
          expect(after).toMatchObject({
            state: 'failing',
            records: RECORDS,
            dataAsOf: before.dataAsOf,
            lastSuccessAt: before.lastSuccessAt,
          });
          expect(after.error).toMatch(/\S/);
          expect(await knex(tables[kind]).pluck('*')).toHaveLength(RECORDS);
        }
        expect(await readAdvisoryData(knex)).toMatchObject({ failing: 1 });

        write({ [kind]: whole[kind] });
        await readAgain(refresher);
        expect(await sourceOf(knex, kind)).toMatchObject({ state: 'ok' });
      },
    );

    // Of lines alone, nothing tells at first sight that there were more.
    const visible = damages.filter(
      ([name]) =>
        !(kind === 'osv' && name === 'half of its lines') &&
        !(kind === 'epss' && name.startsWith('half')),
    );
    it.each(visible)(
      'is never well that was never seen but with %s',
      async (_, damage) => {
        const knex = await createDatabase(id);
        write({ ...whole, [kind]: damage(whole[kind]) });
        const refresher = refresherOf(knex);
        await refresher.register();
        await refresher.refreshDue();
        const source = await sourceOf(knex, kind);
        expect(source.state).toBe('failing');
        expect(source.dataAsOf).toBeUndefined();
      },
    );
  });

  it('takes a few bad records for bad records', async () => {
    const knex = await createDatabase(id);
    write({ ...whole, osv: `{}\n{"id":7}\n${whole.osv}` });
    const refresher = refresherOf(knex);
    await refresher.register();
    await refresher.refreshDue();
    expect(await sourceOf(knex, 'osv')).toMatchObject({
      state: 'ok',
      records: RECORDS,
      rejected: 2,
    });
  });

  it('tells how old the data is, not when it was looked at', async () => {
    const knex = await createDatabase(id);
    write(whole);
    const refresher = refresherOf(knex);
    await refresher.register();
    await refresher.refreshDue();
    expect(await readAdvisoryData(knex)).toMatchObject({ stale: [] });

    const before = new Date(Date.now() - 2.5 * DAY);
    await knex('advisory_sources').update({ data_as_of: before });
    await readAgain(refresher);
    const data = await readAdvisoryData(knex);
    expect(data).toMatchObject({ asOf: before.toISOString(), failing: 0 });
    expect(data.stale.map(source => source.id)).toEqual(['kev', 'osv']);
    expect(await sourceOf(knex, 'osv')).toMatchObject({
      state: 'stale',
      stale: true,
      dataAsOf: before.toISOString(),
      staleAfterSeconds: (2 * DAY) / 1000,
    });
    expect(await sourceOf(knex, 'epss')).toMatchObject({ state: 'ok' });
  });

  it('takes no time that is to come for an age', async () => {
    const knex = await createDatabase(id);
    const old = '2020-01-01T00:00:00.000Z';
    const later = new Date(Date.now() + 400 * DAY).toISOString();
    write({
      osv: [old, later]
        .map((modified, i) =>
          JSON.stringify({
            ...advisory(`A-${i}`, 'lodash', '4'),
            modified,
          }),
        )
        .join('\n'),
      epss: whole.epss.replace(today, later),
      kev: whole.kev.replace(today, later),
    });
    const refresher = refresherOf(knex);
    await refresher.register();
    await refresher.refreshDue();
    const sources = await listAdvisorySources(knex);
    expect(sources.map(s => [s.id, s.state, s.dataAsOf])).toEqual([
      ['epss', 'stale', undefined],
      ['kev', 'stale', undefined],
      ['osv', 'stale', old],
    ]);
  });

  it('never calls examples current, nor stale', async () => {
    const knex = await createDatabase(id);
    write(whole);
    const refresher = refresherOf(knex, { example: true });
    await refresher.register();
    await refresher.refreshDue();
    const sources = await listAdvisorySources(knex);
    expect(sources.map(s => s.state)).toEqual([
      'example',
      'example',
      'example',
    ]);
    expect(await readAdvisoryData(knex)).toMatchObject({
      asOf: today,
      stale: [],
      examples: [{ kind: 'epss' }, { kind: 'kev' }, { kind: 'osv' }],
    });
  });
});
