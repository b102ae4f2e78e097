import { mockServices } from '@backstage/backend-test-utils';
import { provenancePolicy } from '@safety-curtain/provenance';
import { RISK_TOOL } from '@safety-curtain/risk';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { archiveOf } from '../../__testUtils__/archive';
import { databaseIds } from '../../__testUtils__/databases';
import {
  createLicensing,
  decide,
  licenseCounts,
} from '../../__testUtils__/licensing';
import {
  advisory,
  catalogTarget,
  documentsOf,
  lockFile,
  npm,
  scanFindings,
} from '../../__testUtils__/organization';
import { testOptions } from '../../__testUtils__/scanning';
import { withLease } from '../../database/leases';
import { AdvisoryRefresher } from '../advise/AdvisoryRefresher';
import { storeAdvisories } from '../advise/storeAdvisories';
import { TargetReconciler } from '../catalog/targetStore';
import { claimComponents } from '../../records/provenance/provenanceQueue';
import { storeProvenance } from '../../records/provenance/componentProvenance';
import { judgeDue } from '../provenance/judgeServices';
import { refreshTargetCounts } from '../../records/findings/targetCounts';
import { presentVulnerabilities } from '../../records/findings/presentVulnerabilities';
import { PackageRisks } from '../risk/PackageRisks';
import { storeReport } from '../report/storeReport';
import { Retention } from '../retain/Retention';
import { observeUpload, sameUpload } from '../upload/sameUpload';
import {
  AlreadyStoredError,
  OvertakenError,
  storeUpload,
} from '../upload/storeUpload';
import { nextBomIdentity } from '../../records/inventory/bomIdentity';
import { queueComponents } from '../../records/risks/riskQueue';
import { latestSnapshot } from '../../records/inventory/snapshots';
import { claimTarget } from '../../records/scans/queue';
import { storeScan, storeUnchanged } from './storeScan';

jest.setTimeout(600_000);

/** Times that each of two things happens while the other does; the benchmark has many more. */
const ROUNDS = Number(process.env.SAFETY_CURTAIN_RACE_ROUNDS ?? 10);
const never = new AbortController().signal;
const services = ['s0', 's1', 's2', 's3', 's4', 's5'];
const packages = Array.from({ length: 8 }, (_, i) => `p${i}`);
const DAY = 86_400_000;

/** Anything from 0 to `n - 1`, and never the same as last time. */
function counter() {
  let count = 0;
  return (n: number) => {
    count += 1;
    return (count * 7919) % n;
  };
}
const any = counter();

const manifestOf = () => [
  lockFile(
    'package-lock.json',
    ...packages
      .filter(() => any(3) > 0)
      .map(name =>
        npm(name, `${1 + any(3)}.0.0`, {
          license: ['MIT', 'GPL-3.0-only', undefined][any(3)],
          direct: any(2) > 0,
        }),
      ),
  ),
];

async function claimAny(knex: Knex) {
  await knex('targets')
    .whereNull('lease_until')
    .whereNull('removed_at')
    .update({ next_scan_at: new Date(0) })
    .catch(ignoreDeadlock);
  return claimTarget(knex, { leaseMs: 60_000, perHost: 100 });
}

/** Of the test's own statement, which keeps to no order. */
function ignoreDeadlock(error: { code?: string }) {
  if (error.code !== '40P01') throw error;
}

async function uploadTarget(knex: Knex) {
  const name = services[any(services.length)];
  const row = await knex('targets').where('name', name).first();
  return { id: row!.id, entityRef: row!.entity_ref, name, scanned: true };
}

const LATER = (now: Date) => new Date(now.getTime() + DAY);

/** What may happen at the same time as anything else. */
const happenings: Record<string, (knex: Knex) => Promise<unknown>> = {
  async 'a scan is stored'(knex) {
    const claimed = await claimAny(knex);
    if (!claimed) return;
    const found = await scanFindings(knex, claimed, manifestOf());
    await storeScan(knex, claimed, found, { nextScanAt: LATER });
  },
  async 'an unchanged scan is stored'(knex) {
    const claimed = await claimAny(knex);
    if (claimed) await storeUnchanged(knex, claimed, LATER);
  },
  async 'an upload is stored'(knex) {
    const target = await uploadTarget(knex);
    const manifests = manifestOf().map(m => ({ ...m, path: 'upload:ci' }));
    const inventory = { subject: { name: target.name }, manifests };
    const documents = documentsOf(inventory, 'upload');
    const scanId = randomUUID();
    const upload = {
      manifests,
      documents,
      original: documents.cyclonedx,
      digest: documents.inventory.sha256,
      format: 'CycloneDX' as const,
      specVersion: '1.6',
      tools: [],
      warnings: [],
      quality: {
        score: 100,
        checks: [],
        minimumElements: { score: 100, explained: 100, elements: [] },
      },
      refs: [],
      scanId,
      bom: nextBomIdentity(await latestSnapshot(knex, target.id, 'ci'), scanId),
    };
    await storeUpload(
      knex,
      target,
      { entityRef: target.entityRef, name: 'ci' },
      upload,
      'user:default/ci',
      new Date(),
      {},
    ).catch(error => {
      // By chance the same as the last one, or at the same time as another.
      if (error instanceof OvertakenError) return;
      if (!(error instanceof AlreadyStoredError)) throw error;
    });
  },
  async 'an upload is observed'(knex) {
    const target = await uploadTarget(knex);
    const query = { entityRef: target.entityRef, name: 'ci' };
    const { original_sha256: sha256 } =
      (await knex('snapshots')
        .where({ target_id: target.id, series: 'ci' })
        .whereNull('superseded_at')
        .first()) ?? {};
    const same = sha256 && (await sameUpload(knex, target.id, query, sha256));
    if (same) await observeUpload(knex, target, same);
  },
  async 'the catalog is compared'(knex) {
    const pass = new TargetReconciler(knex, new Date());
    await pass.storePage(
      services.map(name =>
        catalogTarget(name, {
          etag: String(any(5)),
          systemRef: `system:default/y${any(2)}`,
          tags: [`t${any(2)}`],
        }),
      ),
    );
    await pass.finish();
  },
  async 'advisories change'(knex) {
    const records = packages.slice(0, 4).map((name, i) =>
      advisory(`TEST-${i}`, name, `${2 + any(2)}.0.0`, {
        modified: new Date(Date.now() + any(1000)).toISOString(),
        aliases: any(3) > 0 ? [] : [`CVE-2026-${any(2)}`],
      }),
    );
    await storeAdvisories(knex, 'test', records, new Date());
  },
  async 'an exploit feed changes'(knex) {
    await rate(knex);
  },
  async 'retention runs'(knex) {
    const event = async () => undefined;
    await new Retention({
      knex,
      archive: archiveOf(knex),
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({ success: event, fail: event }),
      }),
      logger: mockServices.logger.mock(),
      retention: { sbomsDays: 1, artifactsDays: 1, logsDays: 1 },
    }).run(never, new Date(Date.now() + 2 * DAY));
  },
  async 'provenance is asked and judged'(knex) {
    const { ticket, components } = await claimComponents(knex, {
      ecosystems: ['npm'],
      limit: 5,
      leaseMs: 60_000,
    });
    await storeProvenance(
      knex,
      ticket,
      components.map(component => ({
        component,
        provenance: {
          outcome: (['failed', 'verified', 'not-signed'] as const)[any(3)],
          reason: 'By chance',
          attestations: [],
        },
      })),
    );
    const past = { due_at: new Date(0) };
    for (const { id } of components) {
      await knex('component_provenance').where('component_id', id).update(past);
    }
    for (const id of await knex('provenance_updates').pluck('target_id')) {
      await knex('provenance_updates').where('target_id', id).update(past);
    }
    const judging = { enabled: true, policy: provenancePolicy([]) };
    await judgeDue(knex, judging, never);
  },
  async 'somebody decides'(knex) {
    const name = packages[any(packages.length)];
    await decide(knex, {
      subject: 'license-exception',
      scope: {
        kind: 'entity',
        ref: `component:default/${services[any(services.length)]}`,
      },
      about: { purl: `pkg:npm/${name}` },
      reason: 'Agreed',
      endsAt: new Date(Date.now() + DAY).toISOString(),
    } as never);
  },
  async 'a report is stored'(knex) {
    const results = packages
      .filter(() => any(3) > 0)
      .map(name => ({
        kind: 'code' as const,
        rule: 'eval',
        severity: (['high', 'low'] as const)[any(2)],
        message: 'Evaluated',
        place: { path: `${name}.js` },
        fingerprint: name.padEnd(64, '0'),
      }));
    await storeReport(knex, {
      target: await uploadTarget(knex),
      report: {
        tool: { id: 'tool', name: 'Tool' },
        category: '',
        rules: [],
        results,
        notices: [],
      },
      format: 'sarif',
      origin: 'upload',
      receivedBy: 'user:default/ci',
    });
  },
  async 'packages are judged'(knex) {
    const { id } = (await knex('components')
      .where('name', packages[any(packages.length)])
      .first('id')) ?? { id: undefined };
    if (id === undefined) return;
    const before = await knex('component_facts')
      .where('component_id', id)
      .first('release');
    const yanked = !before?.release?.includes('true');
    await knex.transaction(async trx => {
      await trx('component_facts')
        .insert({ component_id: id, release: JSON.stringify({ yanked }) })
        .onConflict('component_id')
        .merge(['release']);
      await queueComponents(trx, [Number(id)]);
    });
    await judge(knex);
  },
};

/** What the task does, under its lease. */
async function judge(knex: Knex) {
  const { enabled, risks } = testOptions().packages;
  await withLease(knex, 'package-risks', { leaseMs: 60_000 }, held =>
    new PackageRisks({
      knex,
      logger: mockServices.logger.mock(),
      packages: { enabled, risks },
    }).bringInStep(held),
  );
}

/** Each service has a finding for each of its packages that something is wrong with. */
async function expectRisksTold(knex: Knex) {
  await judge(knex);
  const wanted = await knex('target_components as link')
    .join('component_risks as r', 'r.component_id', 'link.component_id')
    .join('components as c', 'c.id', 'link.component_id')
    .distinct('link.target_id', 'c.package_id');
  const told = await knex('findings')
    .whereIn(
      'rule_id',
      knex('tool_rules').where('tool', RISK_TOOL.id).select('id'),
    )
    .where('state', 'open')
    .distinct('target_id', 'package_id');
  const keys = (rows: { target_id: number; package_id: number | null }[]) =>
    rows.map(row => `${row.target_id}:${row.package_id}`).sort();
  expect(keys(told)).toEqual(keys(wanted));
}

/** Each result of a report has its finding, which is open, and there are no others. */
async function expectReportsTold(knex: Knex) {
  const results = await knex('tool_results as r')
    .join('tool_reports as t', 't.id', 'r.report_id')
    .where('t.tool', 'tool')
    .pluck('r.finding_id');
  const open = await knex('findings as f')
    .join('tool_rules as rule', 'rule.id', 'f.rule_id')
    .where({ 'rule.tool': 'tool', 'f.state': 'open' })
    .pluck('f.id');
  expect(open.map(Number).sort()).toEqual(results.map(Number).sort());
}

/** EPSS scores that differ each time, as a feed would bring them. */
async function rate(knex: Knex) {
  const refresher = new AdvisoryRefresher({
    knex,
    logger: mockServices.logger.mock(),
    refreshMs: 1,
    staleAfterMs: { osv: 1, epss: 1, kev: 1, vulnrichment: 1 },
    sources: [],
    feeds: [
      {
        id: 'epss',
        example: false,
        kind: 'epss',
        title: 'EPSS',
        location: 'memory',
        async read() {
          await knex('epss')
            .insert(
              [0, 1].map(i => ({
                cve: `CVE-2026-${i}`,
                score: any(100) / 100,
                percentile: any(100) / 100,
              })),
            )
            .onConflict('cve')
            .merge();
          return { unchanged: false, records: 2, state: {} };
        },
      },
    ],
  });
  await refresher.register();
  await knex('advisory_sources').update({ next_refresh_at: new Date(0) });
  await refresher.refreshDue();
  const { error } = (await knex('advisory_sources')
    .where('id', 'epss')
    .first())!;
  if (error) throw new Error(error);
}

/** What is kept beside rows is what the rows say. */
async function expectNothingLost(knex: Knex) {
  expect(await knex('scans').where('state', 'failed')).toEqual([]);
  expect(await knex('finding_updates')).toEqual([]);
  const targetIds: number[] = await knex('targets').orderBy('id').pluck('id');
  await knex.transaction(async trx => {
    const present = await presentVulnerabilities(trx, { targetIds });
    const open = await trx('findings')
      .where('state', 'open')
      .whereNotNull('vulnerability_id');
    const keys = open.map(
      f => `${f.target_id}:${f.package_id}:${f.vulnerability_id}`,
    );
    expect(keys.sort()).toEqual([...present.keys()].sort());
  });
  expect(
    await knex('findings as f')
      .join('vulnerabilities as x', 'x.id', 'f.vulnerability_id')
      .whereRaw(
        `f.epss <> coalesce(x.epss, -1) or f.severity <> x.severity or f.known_exploited <> x.known_exploited`,
      ),
  ).toEqual([]);
  const counts = () =>
    knex('targets')
      .orderBy('id')
      .select('open_critical', 'open_high', 'open_medium', 'open_fixable');
  const kept = await counts();
  await knex.transaction(trx => refreshTargetCounts(trx, targetIds));
  expect(kept).toEqual(await counts());
  const licenses = await licenseCounts(knex);
  expect(licenses.kept).toEqual(licenses.counted);
}

const names = Object.keys(happenings);
const pairs = names.flatMap((one, i) =>
  names.slice(i).map((other): [string, string] => [one, other]),
);
const postgres = databaseIds.filter(([id]) => id !== 'SQLITE_3');

if (postgres.length === 0) {
  // eslint-disable-next-line jest/no-disabled-tests
  describe.skip('races (no PostgreSQL given)', () => {
    it.todo('lose nothing');
  });
} else {
  describe.each(postgres)(`what happens ${ROUNDS} times while on %p`, id => {
    let knex: Knex;
    beforeAll(async () => {
      knex = await createLicensing(id);
      await happenings['the catalog is compared'](knex);
      for (const name of names) await happenings[name](knex);
      for (let i = 0; i < 12; i++) {
        await happenings['a scan is stored'](knex);
        await happenings['an upload is stored'](knex);
      }
    });

    it.each(pairs)('%s, %s: nothing fails, nothing is lost', async (a, b) => {
      expect.hasAssertions();
      const many = async (name: string) => {
        for (let i = 0; i < ROUNDS; i++) await happenings[name](knex);
      };
      await Promise.all([many(a), many(b)]);
      await expectNothingLost(knex);
      await expectRisksTold(knex);
      await expectReportsTold(knex);
    });
  });
}
