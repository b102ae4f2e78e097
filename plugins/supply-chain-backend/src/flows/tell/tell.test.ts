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
import { Inbox, tell } from '../../__testUtils__/telling';
import { triage } from '../../__testUtils__/triage';
import { storeAdvisories } from '../advise/storeAdvisories';
import { rateAllVulnerabilities } from '../advise/rateAllVulnerabilities';
import { bringFindingsInStep } from '../../records/findings/findingUpdates';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

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
});
