import { readDuePolicies } from '@safety-curtain/policy';
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
import { listVulnerabilities } from '../../views/vulnerabilities/vulnerabilityViews';
import { rateVulnerabilities } from '../vulnerabilities/rateVulnerabilities';
import { bringFindingsInStep, queueFindingUpdates } from './findingUpdates';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import {
  listFindings,
  streamFindings,
} from '../../views/findings/listFindings';
import { ShortestPaths } from '../../views/components/ShortestPaths';
import { archiveOf } from '../../__testUtils__/archive';
import { triage } from '../../__testUtils__/triage';
import { exposures } from './dueDates';

const vectors: Record<string, string> = {
  '10': 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H',
  '9.8': 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  '9.1': 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N',
  '5.3': 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N',
};

/** A vulnerability of the package of its own name. */
const vulnerability = (name: string, score: string | undefined, cve: string) =>
  advisory(`TEST-${name}`, name, '2.0.0', {
    aliases: [cve],
    severity:
      score === undefined
        ? []
        : [{ type: 'CVSS_V3' as const, score: vectors[score] }],
  });

describe.each(databaseIds)('the order of risk on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await knex('epss').insert([
      { cve: 'CVE-2020-0003', score: 0.94358, percentile: 1 },
      { cve: 'CVE-2020-0004', score: 0.94357, percentile: 1 },
    ]);
    await knex('known_exploited').insert({
      cve: 'CVE-2020-0001',
      date_added: '2026-01-01',
      ransomware: false,
    });
    await storeAdvisories(
      knex,
      'test',
      [
        vulnerability('exploited', '5.3', 'CVE-2020-0001'),
        vulnerability('malicious', '5.3', 'MAL-2020-1'),
        vulnerability('ten', '10', 'CVE-2020-0002'),
        vulnerability('likely', '9.8', 'CVE-2020-0003'),
        vulnerability('less-likely', '9.8', 'CVE-2020-0004'),
        vulnerability('direct', '9.8', 'CVE-2020-0005'),
        vulnerability('perhaps-direct', '9.8', 'CVE-2020-0012'),
        vulnerability('runtime', '9.8', 'CVE-2020-0006'),
        vulnerability('scope-unknown', '9.8', 'CVE-2020-0013'),
        vulnerability('optional', '9.8', 'CVE-2020-0007'),
        vulnerability('development', '9.8', 'CVE-2020-0008'),
        vulnerability('nine', '9.1', 'CVE-2020-0009'),
        vulnerability('medium', '5.3', 'CVE-2020-0010'),
        vulnerability('unknown', undefined, 'CVE-2020-0011'),
      ],
      new Date(),
    );
    const transitive = { direct: false };
    await storeScanOf(knex, 'component:default/shop', [
      lockFile(
        'package-lock.json',
        npm('unknown', '1.0.0'),
        npm('medium', '1.0.0'),
        npm('nine', '1.0.0'),
        npm('development', '1.0.0', { ...transitive, scope: 'development' }),
        npm('optional', '1.0.0', { ...transitive, scope: 'optional' }),
        npm('perhaps-direct', '1.0.0', {
          direct: undefined,
          scope: 'development',
        }),
        npm('scope-unknown', '1.0.0', { ...transitive, scope: 'unknown' }),
        npm('runtime', '1.0.0', transitive),
        npm('direct', '1.0.0'),
        npm('less-likely', '1.0.0', transitive),
        npm('likely', '1.0.0', transitive),
        npm('ten', '1.0.0', transitive),
        npm('exploited', '1.0.0', transitive),
        npm('malicious', '1.0.0', {
          ...transitive,
          scope: 'development',
        }),
      ),
    ]);
  });

  const byRisk = [
    'malicious',
    'exploited',
    'ten',
    'likely',
    'less-likely',
    'direct',
    'perhaps-direct',
    'scope-unknown',
    'runtime',
    'optional',
    'development',
    'nine',
    // As high, without a score: nobody knows that it is less.
    'unknown',
    'medium',
  ];

  it('is that of findings, of their export and page by page', async () => {
    const { items } = await listFindings(knex, {}, {});
    expect(items.map(finding => finding.package)).toEqual(byRisk);
    expect(items.map(finding => finding.malicious).indexOf(false)).toBe(1);
    expect(items[0].severity).toBe('critical');
    for (const pageSize of [undefined, 1, 3]) {
      const streamed: string[] = [];
      for await (const finding of streamFindings(
        knex,
        {},
        {},
        new ShortestPaths(knex, archiveOf(knex)),
        pageSize,
      )) {
        streamed.push(finding.package!);
      }
      expect(streamed).toEqual(byRisk);
    }
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listFindings(knex, { limit: 2, cursor }, {});
      paged.push(...page.items.map(finding => finding.package!));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(byRisk);
  });

  it('is that of advisories, for which their use does not count', async () => {
    const { items } = await listVulnerabilities(knex, {}, {});
    const packages = items.map(item => item.packages?.[0]);
    expect(packages.slice(0, 5)).toEqual(byRisk.slice(0, 5));
    expect(packages.slice(5, 11).sort()).toEqual(byRisk.slice(5, 11).sort());
    expect(packages.slice(11)).toEqual(byRisk.slice(11));
  });

  it('follows what becomes known of a vulnerability', async () => {
    const { vulnerability_id: vulnerabilityId } = (await knex(
      'vulnerability_names',
    )
      .where('name', 'CVE-2020-0010')
      .first('vulnerability_id'))!;
    await knex('known_exploited').insert({
      cve: 'CVE-2020-0010',
      date_added: '2026-01-02',
      ransomware: false,
    });
    await knex.transaction(async trx => {
      await rateVulnerabilities(trx, [vulnerabilityId]);
      await queueFindingUpdates(trx, { vulnerabilityIds: [vulnerabilityId] });
    });
    await bringFindingsInStep(knex);
    const { items } = await listFindings(knex, { limit: 3 }, {});
    expect(items.map(finding => finding.package).sort()).toEqual([
      'exploited',
      'malicious',
      'medium',
    ]);
  });
});

describe.each(databaseIds)('of findings that are as bad on %p', id => {
  it('come those of services that can be reached first, then what is due first', async () => {
    const knex = await createDatabase(id);
    const services = {
      inside: { exposure: 'no', days: 1 },
      later: { exposure: 'unknown', days: 60 },
      sooner: { exposure: 'unknown', days: 10 },
      reached: { exposure: 'yes', days: 90 },
    } as const;
    const names = Object.keys(services) as (keyof typeof services)[];
    await addTargets(
      knex,
      ...names.map(name =>
        catalogTarget(name, { owners: [`group:default/${name}`] }),
      ),
    );
    await storeAdvisories(
      knex,
      'test',
      [vulnerability('same', '9.8', 'CVE-2020-0001')],
      new Date(),
    );
    for (const name of names) {
      await storeScanOf(knex, `component:default/${name}`, [
        lockFile('package-lock.json', npm('same', '1.0.0')),
      ]);
      const { exposure } = services[name];
      await knex('targets')
        .where('name', name)
        .update({ exposure: exposures.indexOf(exposure) as 0 | 1 | 2 });
    }
    const duePolicies = readDuePolicies(
      names.map(name => ({
        name,
        services: { owners: [`group:default/${name}`] },
        days: { critical: services[name].days },
      })),
      'duePolicies',
    );
    await triage(knex, { duePolicies });
    const order = async () => {
      const { items } = await listFindings(knex, {}, {});
      return items.map(({ targetName }) => targetName);
    };
    expect(await order()).toEqual(['reached', 'sooner', 'later', 'inside']);
    await knex('targets')
      .where('name', 'later')
      .update({ exposure: exposures.indexOf('yes') as 2 });
    await knex('findings').increment('triage_changes');
    await triage(knex, { duePolicies });
    expect(await order()).toEqual(['later', 'reached', 'sooner', 'inside']);
  });
});
