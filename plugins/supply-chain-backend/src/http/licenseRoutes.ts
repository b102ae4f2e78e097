import { NotFoundError } from '@backstage/errors';
import { writeNotices } from '@safety-curtain/licenses';
import { supplyChainLicenseReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  applyTargetFilter,
  TargetFilter,
} from '../records/targets/targetFilter';
import { readSnapshotRow } from '../views/snapshots/snapshotViews';
import { readLicensedComponent } from '../views/licenses/componentDetail';
import {
  listLicenseIssues,
  streamLicenseIssues,
} from '../views/licenses/licenseIssues';
import {
  listLicensedComponents,
  streamLicensedComponents,
} from '../views/licenses/listLicensedComponents';
import { listLicenses } from '../views/licenses/listLicenses';
import {
  currentEntries,
  snapshotEntries,
} from '../views/licenses/noticeEntries';
import { listObligations } from '../views/licenses/obligations';
import { readLicenseOverview } from '../views/licenses/overview';
import { readPolicies } from '../views/licenses/policyViews';
import { readSources } from '../views/licenses/sourceViews';
import { sendCsv } from './csv';
import { licensedComponentColumns, licenseIssueColumns } from './exportColumns';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addLicenseRoutes(router: Router, context: RouteContext): void {
  addLicenseViews(router, context);
  addExports(router, context);
  addNotices(router, context);
}

/** The targets of a request that the caller may read licenses of. */
async function readable(
  req: Request,
  { access }: RouteContext,
): Promise<TargetFilter> {
  return {
    ...(await access.targets(req, supplyChainLicenseReadPermission)),
    ...scopeOf(req),
  };
}

function addLicenseViews(router: Router, context: RouteContext) {
  const { knex, options } = context;

  router.get('/licenses/overview', async (req, res) => {
    const targets = await readable(req, context);
    res.json(await readLicenseOverview(knex, targets, new Date()));
  });

  router.get('/licenses', async (req, res) => {
    const targets = await readable(req, context);
    const { query } = readRequest(req, 'listLicenses');
    res.json(await listLicenses(knex, query, targets));
  });

  router.get('/licenses/components', async (req, res) => {
    const targets = await readable(req, context);
    const { query } = readRequest(req, 'listLicensedComponents');
    res.json(await listLicensedComponents(knex, query, targets));
  });

  router.get('/licenses/component', async (req, res) => {
    const targets = await readable(req, context);
    const { query } = readRequest(req, 'getLicensedComponent');
    res.json(await readLicensedComponent(knex, query.purl, targets));
  });

  router.get('/licenses/issues', async (req, res) => {
    const targets = await readable(req, context);
    const { query } = readRequest(req, 'listLicenseIssues');
    res.json(await listLicenseIssues(knex, query, targets));
  });

  router.get('/licenses/obligations', async (req, res) => {
    res.json(await listObligations(knex, await readable(req, context)));
  });

  router.get('/licenses/policies', async (req, res) => {
    const targets = await readable(req, context);
    res.json(await readPolicies(knex, options.licenses.distribution, targets));
  });

  router.get('/licenses/sources', async (req, res) => {
    const targets = await readable(req, context);
    res.json(await readSources(knex, targets, new Date()));
  });
}

function addExports(router: Router, context: RouteContext) {
  const { knex, audit } = context;

  router.get('/licenses/components/export', async (req, res) => {
    const targets = await readable(req, context);
    const { query } = readRequest(req, 'exportLicensedComponents');
    await audit.during(
      {
        eventId: 'license-export',
        severityLevel: 'low',
        request: req,
        entityRef: targets.entityRef,
        meta: { of: 'components' },
      },
      () =>
        sendCsv(
          req,
          res,
          'licenses',
          licensedComponentColumns,
          streamLicensedComponents(knex, query, targets),
        ),
    );
  });

  router.get('/licenses/issues/export', async (req, res) => {
    const targets = await readable(req, context);
    const { query } = readRequest(req, 'exportLicenseIssues');
    await audit.during(
      {
        eventId: 'license-export',
        severityLevel: 'low',
        request: req,
        entityRef: targets.entityRef,
        meta: { of: 'issues' },
      },
      () =>
        sendCsv(
          req,
          res,
          'license-issues',
          licenseIssueColumns,
          streamLicenseIssues(knex, query, targets),
        ),
    );
  });
}

function addNotices(router: Router, context: RouteContext) {
  const { audit } = context;

  router.get('/licenses/notices', async (req, res) => {
    const targets = await readable(req, context);
    const { query } = readRequest(req, 'getNotices');
    const { snapshotId, development = false, format = 'text' } = query;
    await audit.during(
      {
        eventId: 'notices-read',
        severityLevel: 'low',
        request: req,
        entityRef: targets.entityRef,
        meta: { format, ...(snapshotId && { snapshotId }) },
      },
      async () => {
        const { subject, release, entries } = snapshotId
          ? await snapshotNotices(context, snapshotId, targets, development)
          : await currentNotices(context, targets, development);
        const generatedAt = new Date().toISOString();
        const html = format === 'html';
        res.setHeader(
          'Content-Type',
          html ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
        );
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="NOTICES.${html ? 'html' : 'txt'}"`,
        );
        await pipeline(
          Readable.from(
            writeNotices({ subject, release, generatedAt, entries }, format),
          ),
          res,
        );
      },
    );
  });
}

async function currentNotices(
  { knex }: RouteContext,
  targets: TargetFilter,
  development: boolean,
) {
  const select = knex('targets as t').first('t.id', 't.name');
  applyTargetFilter(select, targets);
  const target = await select;
  if (!target) throw new NotFoundError(`No entity ${targets.entityRef}`);
  const entries = await currentEntries(knex, target.id, development);
  return { subject: target!.name, release: undefined, entries };
}

async function snapshotNotices(
  { knex, archive }: RouteContext,
  snapshotId: string,
  targets: TargetFilter,
  development: boolean,
) {
  const row = await readSnapshotRow(knex, snapshotId, targets);
  const entries = await snapshotEntries(knex, archive, row, development);
  const release = row.release ?? undefined;
  const target = await knex('targets').where('id', row.target_id).first('name');
  return { subject: target!.name, release, entries };
}
