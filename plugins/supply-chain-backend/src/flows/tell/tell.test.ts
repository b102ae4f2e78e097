import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { scorerOf } from '../../__testUtils__/scoring';
import { Inbox, tell } from '../../__testUtils__/telling';
import { triage } from '../../__testUtils__/triage';
import { addCurrentData } from '../../__testUtils__/vulnerabilityData';
import { storeAdvisories } from '../advise/storeAdvisories';
import type { ToolResult } from '@safety-curtain/reports';
import { storeReport } from '../report/storeReport';
import { decideFindings } from '../triage/decideFindings';
import { readRules } from '../triage/options';
import { rateAllVulnerabilities } from '../advise/rateAllVulnerabilities';
import { bringFindingsInStep } from '../../records/findings/findingUpdates';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const low = {
  severity: [],
  database_specific: { severity: 'LOW' },
};

describe.each(databaseIds)('telling people on %p', id => {
  let knex: Knex;
  let inbox: Inbox;

  const scan = (name: string, ...components: ReturnType<typeof npm>[]) =>
    storeScanOf(knex, `component:default/${name}`, [
      lockFile('package-lock.json', ...components),
    ]);

  const service = (name: string, owner: string, lifecycle = 'production') =>
    catalogTarget(name, { owners: [`group:default/${owner}`], lifecycle });

  const advise = (...advisories: ReturnType<typeof advisory>[]) =>
    storeAdvisories(knex, 'test', advisories, new Date());

  /** The vulnerability becomes known to be exploited. */
  async function exploit(cve: string) {
    await knex('known_exploited').insert({
      cve,
      date_added: '2026-01-02',
      ransomware: false,
    });
    await rateAllVulnerabilities(knex, new AbortController().signal);
    await bringFindingsInStep(knex);
  }

  beforeEach(async () => {
    knex = await createDatabase(id);
    inbox = new Inbox();
    await addTargets(knex, service('shop', 'a'), service('pay', 'b'));
  });

  it('tells the owners of a service at once of a known exploited vulnerability', async () => {
    await advise(
      advisory('GHSA-1', 'lodash', '4.17.21', { aliases: ['CVE-2021-1000'] }),
    );
    await exploit('CVE-2021-1000');
    await scan('shop', npm('lodash', '4.17.0'));
    // Rules and decisions were not asked yet.
    expect(await tell(knex, inbox)).toBe(0);
    await triage(knex);
    expect(await tell(knex, inbox)).toBe(1);
    expect(inbox.sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/a' },
        payload: {
          topic: 'exploited',
          scope: 'exploited:CVE-2021-1000:group:default/a',
          severity: 'critical',
          title: 'CVE-2021-1000 is known to be exploited: 1 finding',
          description: 'lodash in shop. Vulnerability GHSA-1',
          link: '/supply-chain/triage?q=CVE-2021-1000&owner=group%3Adefault%2Fa',
        },
      },
    ]);
    expect(await knex('outbox')).toEqual([]);
    expect(await knex('notices')).toEqual([]);
    expect(await tell(knex, inbox)).toBe(0);
  });

  it('tells one message to each group, whatever the number of services', async () => {
    await addTargets(
      knex,
      ...Array.from({ length: 450 }, (_, i) =>
        service(`many${String(i).padStart(3, '0')}`, i % 3 === 0 ? 'a' : 'b'),
      ),
    );
    await scan('shop', npm('lodash', '4.17.0'));
    const [link] = await knex('target_components');
    const [manifest] = await knex('target_manifests');
    const others = await knex('targets')
      .where('name', 'like', 'many%')
      .orderBy('id')
      .pluck('id');
    for (const targetId of others) {
      const [{ id: manifestId }] = await knex('target_manifests')
        .insert({ ...manifest, id: undefined, target_id: targetId })
        .returning('id');
      await knex('target_components').insert({
        ...link,
        manifest_id: manifestId,
        target_id: targetId,
      });
    }
    await advise(
      advisory('GHSA-1', 'lodash', '4.17.21', { aliases: ['CVE-2021-1000'] }),
    );
    expect(await knex('outbox').pluck('id')).toHaveLength(451);
    await triage(knex);
    expect(await tell(knex, inbox)).toBe(2);
    expect(inbox.seen()).toEqual([
      'a: critical: CVE-2021-1000 is critical: 151 findings',
      'b: critical: CVE-2021-1000 is critical: 300 findings',
    ]);
    expect(inbox.events).toHaveLength(451);
    // Each event is a request to the backend of events.
    expect(inbox.eventCount).toBe(5);
  });

  describe('of gates', () => {
    const judge = () => scorerOf(knex).scoreDue(new AbortController().signal);

    /** The outcome changes by what is noted since it was judged last. */
    async function blocked() {
      await addCurrentData(knex);
      await scan('shop', npm('lodash', '4.17.0'));
      await judge();
      await advise(
        advisory('GHSA-1', 'lodash', undefined, {
          severity: [],
          database_specific: { severity: 'HIGH' },
        }),
        ...[2, 3, 4, 5].map(number =>
          advisory(`GHSA-${number}`, 'lodash', undefined, {
            severity: [],
            database_specific: { severity: 'HIGH' },
          }),
        ),
      );
    }

    const aboutGates = () =>
      inbox.sent.filter(({ payload }) => payload.topic === 'gate');

    it('tells the owners at once, after rules and decisions were asked', async () => {
      await blocked();
      await judge();
      await tell(knex, inbox);
      expect(aboutGates()).toEqual([]);
      await triage(knex);
      // Triage may have made another outcome: the service is judged again first.
      await knex('scorecard_queue').update({ due_at: new Date(0) });
      await tell(knex, inbox);
      expect(aboutGates()).toEqual([]);
      await judge();
      await tell(knex, inbox);
      expect(aboutGates()).toMatchObject([
        {
          recipients: { entityRef: 'group:default/a' },
          payload: {
            title: 'component:default/shop: its gate now says block',
            description: 'default, 1 reason.',
            severity: 'high',
          },
        },
      ]);
      expect(inbox.events.filter(({ kind }) => kind === 'gate')).toMatchObject([
        { entityRef: 'component:default/shop', detail: { to: 'block' } },
      ]);
    });

    it('tells one message to a group, however many of its services changed', async () => {
      await addTargets(knex, service('till', 'a'), service('cart', 'a'));
      for (const name of ['till', 'cart']) {
        await scan(name, npm('lodash', '4.17.0'));
      }
      await blocked();
      await triage(knex);
      await knex('scorecard_queue').update({ due_at: new Date(0) });
      await judge();
      await tell(knex, inbox);
      expect(aboutGates()).toMatchObject([
        {
          recipients: { entityRef: 'group:default/a' },
          payload: {
            title: '3 services whose gate changed',
            description: expect.stringMatching(
              /^component:default\/\w+: its gate now says block; .*; .*block\.$/,
            ),
            scope: 'gate:many:group:default/a',
            severity: 'high',
            link: '/supply-chain/services?owner=group%3Adefault%2Fa',
          },
        },
      ]);
    });

    it('tells nothing of an outcome that did not last', async () => {
      await blocked();
      await judge();
      await scan('shop', npm('lodash-es', '4.17.0'));
      await triage(knex);
      await judge();
      await tell(knex, inbox);
      expect(aboutGates()).toEqual([]);
      expect(inbox.events.filter(({ kind }) => kind === 'gate')).toEqual([]);
      expect(await knex('outbox').where('kind', 'gate')).toEqual([]);
    });
  });

  it('waits with a message until all findings of its vulnerability are known', async () => {
    await scan('shop', npm('lodash', '4.17.0'));
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await triage(knex);
    await knex('finding_updates').insert({
      kind: 'package',
      ref_id: 1,
      after_target: 1,
    });
    expect(await tell(knex, inbox)).toBe(0);
    await knex('finding_updates').delete();
    expect(await tell(knex, inbox)).toBe(1);
  });

  it('tells nothing of what a rule or a decision settled', async () => {
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await scan('shop', npm('lodash', '4.17.0'));
    const rules = readRules(
      [
        {
          id: 'all',
          description: 'All of it',
          match: { packages: [{ ecosystem: 'npm', name: 'lodash' }] },
          analysis: {
            state: 'not_affected',
            justification: 'code_not_reachable',
            detail: 'It is never called.',
          },
        },
      ],
      'rules',
    );
    await triage(knex, { rules });
    expect(await tell(knex, inbox, {}, in2Days())).toBe(0);
    expect(inbox.events).toEqual([]);
    expect(await knex('outbox')).toEqual([]);
    // The rule goes: it is open again, and that is told.
    await triage(knex);
    await tell(knex, inbox);
    expect(inbox.seen()).toEqual([
      'a: critical: GHSA-1 is critical: 1 finding',
    ]);
  });

  it('tells nothing that was settled before it is told', async () => {
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await scan('shop', npm('lodash', '4.17.0'));
    await triage(knex);
    inbox.beforeSend = down;
    await tell(knex, inbox);
    expect(await knex('notices')).toHaveLength(1);
    await scan('shop', npm('ms', '1.0.0'));
    await triage(knex);
    inbox.beforeSend = () => undefined;
    expect(await tell(knex, inbox, {}, in2Days())).toBe(0);
    expect(await knex('notices')).toEqual([]);
  });

  it('tells digests at the hour of each group for weeks, also where clocks change', async () => {
    const groups = [
      { ref: 'group:default/a', at: '09:00', timeZone: 'Asia/Tokyo' },
      {
        ref: 'group:default/b',
        digest: 'weekly',
        weekday: 'monday',
        at: '08:00',
        timeZone: 'America/New_York',
      },
    ];
    await scan('shop', npm('lodash', '4.17.0'));
    await scan('pay', npm('lodash', '4.17.0'));
    const told: string[] = [];
    // A Monday; clocks in New York go forward on March 8.
    const start = Date.parse('2026-03-02T12:30:00Z');
    for (let hour = 0; hour < 21 * 24; hour++) {
      if (hour % 24 === 0) {
        await advise(advisory(`GHSA-${hour}`, 'lodash', undefined, low));
        await triage(knex);
      }
      const now = new Date(start + hour * HOUR);
      const before = inbox.sent.length;
      await tell(knex, inbox, { groups }, now);
      for (const { recipients, payload } of inbox.sent.slice(before)) {
        const group = 'entityRef' in recipients ? recipients.entityRef : '';
        told.push(
          `${String(group).slice(-1)} ${now.toISOString().slice(0, 13)} ${
            payload.title
          }`,
        );
      }
    }
    const of = (group: string) => told.filter(line => line.startsWith(group));
    // 09:00 in Tokyo is midnight in UTC, every day.
    expect(of('a').map(line => line.slice(2, 15))).toEqual(
      Array.from({ length: 21 }, (_, day) =>
        new Date(Date.parse('2026-03-03T00:00:00Z') + day * DAY)
          .toISOString()
          .slice(0, 13),
      ),
    );
    expect(of('b').map(line => line.slice(2, 15))).toEqual([
      '2026-03-02T13',
      '2026-03-09T12',
      '2026-03-16T12',
    ]);
    // Each tells what came since the last, and nothing twice.
    expect(of('a').map(line => line.slice(16))).toEqual(
      Array(21).fill('1 vulnerability: 1 new'),
    );
    expect(of('b').map(line => line.slice(16))).toEqual([
      '1 vulnerability: 1 new',
      '6 vulnerabilities: 6 new',
      '7 vulnerabilities: 7 new',
    ]);
  });

  it('tells the rest as one digest at the hour of the group', async () => {
    await addTargets(knex, service('blog', 'a', 'experimental'));
    await advise(
      advisory('GHSA-1', 'lodash', undefined),
      advisory('GHSA-2', 'ms', undefined, low),
    );
    await scan('blog', npm('lodash', '4.17.0'), npm('ms', '1.0.0'));
    await scan('shop', npm('ms', '1.0.0'));
    await scan('pay', npm('ms', '1.0.0'));
    await triage(knex);
    const options = { groups: [{ ref: 'group:default/b', digest: 'off' }] };
    expect(await tell(knex, inbox, options)).toBe(0);
    expect(await tell(knex, inbox, options, in2Days())).toBe(1);
    expect(inbox.sent[0]).toEqual({
      recipients: { type: 'entity', entityRef: 'group:default/a' },
      payload: {
        topic: 'digest',
        scope: expect.stringMatching(/^digest:\d+:group:default\/a$/),
        severity: 'normal',
        title: '2 vulnerabilities: 2 new',
        description:
          'GHSA-1 (critical): lodash in blog. GHSA-2 (low): ms in blog and 1 other service.',
        link: '/supply-chain/triage?owner=group%3Adefault%2Fa',
      },
    });
  });

  it('tells what tools report, one message for each rule', async () => {
    const shop = (await knex('targets').where('name', 'shop').first('id'))!;
    const found = (name: string, rule: string): ToolResult => ({
      kind: 'secret',
      rule,
      severity: rule === 'aws' ? 'critical' : 'high',
      message: `${name} has a key`,
      place: { path: `${name}.env` },
      fingerprint: name.padEnd(64, '0'),
    });
    await storeReport(knex, {
      target: { id: shop.id, entityRef: 'component:default/shop' },
      report: {
        tool: { id: 'gitleaks', name: 'gitleaks' },
        category: '',
        rules: [{ id: 'aws', title: 'A key of AWS', cwes: [], tags: [] }],
        results: [found('a', 'aws'), found('b', 'aws'), found('c', 'other')],
        notices: [],
      },
      format: 'gitleaks',
      origin: 'upload',
      receivedBy: 'user:default/ann',
    });
    await triage(knex);
    await tell(knex, inbox);
    expect(inbox.sent.map(({ payload }) => payload)).toMatchObject([
      {
        topic: 'critical',
        title: 'gitleaks/aws is critical: 2 findings',
        description: 'a.env in shop. A key of AWS',
        link: '/supply-chain/triage?q=gitleaks%2Faws&owner=group%3Adefault%2Fa',
      },
    ]);
    expect(inbox.events).toMatchObject(
      Array(3).fill({ kind: 'opened', finding: { kind: 'secret' } }),
    );
    await tell(knex, inbox, {}, in2Days());
    expect(inbox.sent.at(-1)?.payload).toMatchObject({
      topic: 'digest',
      title: '1 rule of tools: 1 new',
      description: 'gitleaks/other (high): c.env in shop.',
    });
  });

  it('tells who becomes exploited, is rated anew, and is overdue', async () => {
    await advise(
      advisory('GHSA-1', 'lodash', undefined, {
        aliases: ['CVE-2021-1000'],
        ...low,
      }),
    );
    await scan('shop', npm('lodash', '4.17.0'));
    await triage(knex);
    await tell(knex, inbox);
    await exploit('CVE-2021-1000');
    await triage(knex);
    await tell(knex, inbox);
    expect(inbox.seen()).toEqual([
      'a: exploited: CVE-2021-1000 is known to be exploited: 1 finding',
    ]);
    await advise(
      advisory('GHSA-1', 'lodash', undefined, {
        aliases: ['CVE-2021-1000'],
        modified: '2026-02-01T00:00:00Z',
      }),
    );
    await triage(knex);
    await tell(knex, inbox);
    const late = new Date(Date.now() + 400 * DAY);
    await tell(knex, inbox, {}, late);
    await tell(knex, inbox, {}, late);
    expect(inbox.seen().filter(line => !line.startsWith('a: digest'))).toEqual([
      'a: exploited: CVE-2021-1000 is known to be exploited: 1 finding',
      'a: overdue: CVE-2021-1000 is overdue: 1 finding',
      'a: re-rated: CVE-2021-1000 is now rated critical: 1 finding',
    ]);
  });

  it('makes one of many that come at once', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `GHSA-${i}`);
    await advise(...ids.map(one => advisory(one, 'lodash', undefined)));
    await scan('shop', npm('lodash', '4.17.0'));
    await triage(knex);
    expect(await tell(knex, inbox)).toBe(1);
    expect(inbox.sent[0].payload).toMatchObject({
      title: '12 critical issues',
      scope: 'critical:many:group:default/a',
      link: '/supply-chain/triage?severity=critical&owner=group%3Adefault%2Fa',
    });
    expect(await knex('notices')).toEqual([]);
  });

  it('tells those who run the portal of sources without new data, once', async () => {
    await knex('advisory_sources').insert({
      id: 'osv',
      title: 'OSV <!channel>',
      kind: 'osv',
      location: 'https://osv.example',
      active: true,
      stale_after_seconds: 60,
      last_success_at: new Date(),
      data_as_of: new Date('2026-01-01'),
    });
    const options = { operators: ['group:default/security'] };
    await tell(knex, inbox, options);
    await tell(knex, inbox, options);
    expect(inbox.sent).toHaveLength(1);
    expect(inbox.seen()).toEqual([
      'security: source-stale: OSV ‹!channel›: no new data since 2026-01-01',
    ]);
    await knex('advisory_sources').update({ data_as_of: new Date() });
    await tell(knex, inbox, options);
    await knex('advisory_sources').update({
      data_as_of: new Date('2026-01-02'),
    });
    await tell(knex, inbox, options);
    expect(inbox.sent).toHaveLength(2);
  });

  it('tells which decisions end, a week before', async () => {
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await scan('shop', npm('lodash', '4.17.0'));
    await triage(knex);
    const { id: findingId } = (await knex('findings').first('id'))!;
    await decideFindings(
      knex,
      {
        ids: [String(findingId)],
        analysis: { state: 'exploitable', responses: ['will_not_fix'] },
        reason: 'It is replaced next month, until then it stays as it is.',
        endsAt: new Date(Date.now() + 20 * DAY).toISOString(),
      },
      { who: 'user:default/ann', decide: {}, propose: {}, approve: false },
      { longestExceptionMs: 366 * DAY },
      new Date(),
    );
    await triage(knex);
    const onDay = (day: number) =>
      tell(knex, inbox, {}, new Date(Date.now() + day * DAY));
    for (let day = 0; day < 12; day++) await onDay(day);
    const ends = () =>
      inbox.sent.filter(({ payload }) => payload.topic === 'decision-ends');
    expect(ends()).toEqual([]);
    for (let day = 12; day < 18; day++) await onDay(day);
    expect(ends()).toHaveLength(1);
    expect(ends()[0].payload.title).toMatch(
      /^The decision about GHSA-1 ends on \d{4}-\d\d-\d\d$/,
    );
  });

  it('tries again later what could not be sent, and gives it up after a week', async () => {
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await scan('shop', npm('lodash', '4.17.0'));
    await triage(knex);
    inbox.beforeSend = down;
    const start = Date.now();
    let tries = 0;
    const count = () => {
      tries += 1;
      down();
    };
    inbox.beforeSend = count;
    for (let minute = 0; minute < 60; minute++) {
      await tell(knex, inbox, {}, new Date(start + minute * 60_000));
    }
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(10);
    expect(await knex('notices').first()).toMatchObject({
      attempts: tries,
      error: 'The other end is down',
    });
    await tell(knex, inbox, {}, new Date(start + 8 * DAY));
    expect(await knex('notices').pluck('topic')).toEqual(['overdue']);
  });

  it('counts that week from the first failure, however long something waited for its hour', async () => {
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await scan('shop', npm('lodash', '4.17.0'));
    await triage(knex);
    inbox.beforeSend = down;
    const start = Date.now();
    await tell(knex, inbox, {}, new Date(start));
    // As what was added to a weekly digest just after the last one.
    await knex('notices').update({
      created_at: new Date(start - 7 * DAY),
      failing_since: null,
      attempts: 0,
    });
    for (let minute = 1; minute < 90; minute++) {
      await tell(knex, inbox, {}, new Date(start + minute * 60_000));
    }
    inbox.beforeSend = () => {};
    await tell(knex, inbox, {}, new Date(start + DAY));
    expect(inbox.sent).not.toEqual([]);
  });

  it('tries once more after a standstill before it gives up', async () => {
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await scan('shop', npm('lodash', '4.17.0'));
    await triage(knex);
    const start = Date.now();
    inbox.beforeSend = down;
    await tell(knex, inbox, {}, new Date(start));
    inbox.beforeSend = () => {};
    await tell(knex, inbox, {}, new Date(start + 9 * DAY));
    expect(inbox.sent.map(({ payload }) => payload.topic)).toContain(
      'critical',
    );
  });

  it('tells at once of a malicious package that only a tool knows', async () => {
    await scan('shop', npm('evil', '1.0.0'));
    const shop = (await knex('targets').where('name', 'shop').first('id'))!;
    await storeReport(knex, {
      target: { id: shop.id, entityRef: 'component:default/shop' },
      report: {
        tool: { id: 'osv-scanner', name: 'OSV-Scanner' },
        category: '',
        rules: [
          { id: 'MAL-2026-9', title: 'Malicious code', cwes: [], tags: [] },
        ],
        results: [
          {
            kind: 'vulnerability',
            rule: 'MAL-2026-9',
            severity: 'unknown',
            message: 'Malicious code in evil',
            package: {
              ecosystem: 'npm',
              name: 'evil',
              version: '1.0.0',
              fixedVersions: [],
            },
            vulnerability: { id: 'MAL-2026-9', aliases: [] },
            fingerprint: '9'.repeat(64),
          } as ToolResult,
        ],
        notices: [],
      },
      format: 'osv-scanner',
      origin: 'upload',
      receivedBy: 'user:default/ann',
    });
    await triage(knex);
    await tell(knex, inbox);
    expect(inbox.sent.map(({ payload }) => payload)).toMatchObject([
      {
        topic: 'critical',
        severity: 'critical',
        title: expect.stringMatching(/^Malicious package evil: 1 finding/),
      },
    ]);
  });

  it('leaves alone what does not answer', async () => {
    const groups = Array.from({ length: 8 }, (_, i) => `g${i}`);
    await addTargets(knex, ...groups.map(group => service(group, group)));
    await advise(advisory('GHSA-1', 'lodash', undefined));
    await knex('targets').update({ next_scan_at: null });
    for (const group of groups) await scan(group, npm('lodash', '4.17.0'));
    await triage(knex);
    let tries = 0;
    inbox.beforeSend = () => {
      tries += 1;
      down();
    };
    await tell(knex, inbox);
    expect(tries).toBe(3);
  });

  describe('where the process ends', () => {
    class Killed extends Error {}

    /** Runs until the statement of that number, and ends there. */
    async function killedAt(step: number): Promise<boolean> {
      let statements = 0;
      const { client } = knex;
      const query = client.query;
      client.query = function killed(this: unknown, ...args: unknown[]) {
        statements += 1;
        if (statements > step) throw new Killed();
        return query.apply(this, args as never);
      };
      try {
        await tell(knex, inbox);
        return false;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        return true;
      } finally {
        client.query = query;
      }
    }

    it('loses nothing at any statement, and repeats nothing', async () => {
      await advise(
        advisory('GHSA-1', 'lodash', undefined),
        advisory('GHSA-2', 'ms', undefined),
      );
      await scan('pay', npm('ms', '1.0.0'));
      await scan('shop', npm('lodash', '4.17.0'), npm('ms', '1.0.0'));
      await triage(knex);
      let kills = 0;
      for (let step = 0; await killedAt(step); step++) kills += 1;
      await tell(knex, inbox);
      expect(kills).toBeGreaterThan(10);
      expect(inbox.seen()).toEqual([
        'a: critical: GHSA-1 is critical: 1 finding',
        'a: critical: GHSA-2 is critical: 1 finding',
        'b: critical: GHSA-2 is critical: 1 finding',
      ]);
      expect(await knex('outbox')).toEqual([]);
      expect(await knex('notices')).toEqual([]);
    });
  });
});

function in2Days(): Date {
  return new Date(Date.now() + 2 * DAY);
}

function down() {
  throw new Error('The other end is down');
}
