import {
  ComponentQuery,
  SbomFormat,
  SnapshotQuery,
  supplyChainFindingReadPermission,
  supplyChainSbomReadPermission,
  UsageQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { listComponents } from '../views/components/listComponents';
import { pathsTo } from '../views/components/paths';
import {
  diffSnapshots,
  listSnapshots,
  readSnapshot,
  readSnapshotRow,
  sbomDigest,
} from '../views/snapshots/snapshotViews';
import { ShortestPaths } from '../views/components/ShortestPaths';
import { listUsages, streamUsages } from '../views/components/usages';
import { sendCsv } from './csv';
import { usageColumns } from './exportColumns';
import { sbomExtension } from '../records/inventory/sbomExtension';
import type { RouteContext } from './context';

export function addInventoryRoutes(
  router: Router,
  context: RouteContext,
): void {
  addComponentRoutes(router, context);
  addSnapshotRoutes(router, context);
}

function addComponentRoutes(
  router: Router,
  { knex, access, archive, audit }: RouteContext,
) {
  router.get('/components', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const query = req.query as unknown as ComponentQuery;
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    res.json(await listComponents(knex, query, { ...targets, entityRef }));
  });

  router.get('/usages', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const query = req.query as UsageQuery;
    res.json(await listUsages(knex, query, { ...targets, owner: query.owner }));
  });

  router.get('/usages/export', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const query = req.query as UsageQuery;
    const rows = streamUsages(
      knex,
      query,
      { ...targets, owner: query.owner },
      new ShortestPaths(knex, archive),
    );
    await audit.during(
      { eventId: 'usage-export', severityLevel: 'low', request: req },
      () => sendCsv(req, res, 'where-used', usageColumns, rows),
    );
  });
}

function addSnapshotRoutes(
  router: Router,
  { knex, access, archive, audit }: RouteContext,
) {
  router.get('/snapshots', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const query = req.query as SnapshotQuery;
    const { owner, system } = query;
    const entityRef = query.entityRef?.toLocaleLowerCase('en-US');
    res.json(
      await listSnapshots(knex, query, {
        ...targets,
        entityRef,
        owner,
        system,
      }),
    );
  });

  router.get('/snapshots/:id', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    res.json(await readSnapshot(knex, req.params.id, targets));
  });

  router.get('/snapshots/:id/sbom', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const format = (req.query.format ?? 'cyclonedx') as SbomFormat;
    const { id } = req.params;
    const row = await readSnapshotRow(knex, id, targets);
    await audit.during(
      {
        eventId: 'sbom-read',
        severityLevel: 'low',
        request: req,
        entityRef: row.entity_ref,
        meta: { snapshotId: id, format },
      },
      async () => {
        const document = await archive.read(sbomDigest(row, format));
        const name = row.entity_ref.replace(/[^a-z0-9._-]+/gi, '-');
        res.setHeader('Content-Type', document.mediaType);
        res.setHeader('ETag', `"${document.sha256}"`);
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="${name}-${id}.${sbomExtension(
            document.mediaType,
          )}"`,
        );
        res.end(document.bytes);
      },
    );
  });

  router.get('/snapshots/:id/diff', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const base = req.query.base as string;
    const findings = await access.targetsIfAny(
      req,
      supplyChainFindingReadPermission,
    );
    res.json(
      await diffSnapshots(
        knex,
        archive,
        req.params.id,
        base,
        targets,
        findings,
      ),
    );
  });

  router.get('/snapshots/:id/paths', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const snapshot = await readSnapshotRow(knex, req.params.id, targets);
    res.json(await pathsTo(archive, [snapshot], [req.query.purl as string]));
  });
}
