import {
  supplyChainFindingReadPermission,
  supplyChainSbomReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Response, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listComponents } from '../views/components/listComponents';
import { pathsTo } from '../views/components/paths';
import {
  diffSnapshots,
  listSnapshots,
  readSnapshot,
  readSnapshotRow,
} from '../views/snapshots/snapshotViews';
import { ShortestPaths } from '../views/components/ShortestPaths';
import { listUsages, streamUsages } from '../views/components/usages';
import { sendCsv } from './csv';
import { usageColumns } from './exportColumns';
import {
  ENVELOPE_ENDING,
  sbomExtension,
} from '../records/inventory/sbomExtension';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

/** Of a signature in a DSSE envelope. */
const ENVELOPE_TYPE = 'application/vnd.dsse.envelope.v1+json';

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
    const { query } = readRequest(req, 'listComponents');
    const filter = { ...targets, ...scopeOf(req) };
    res.json(await listComponents(knex, query, filter));
  });

  router.get('/usages', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'listUsages');
    res.json(await listUsages(knex, query, { ...targets, ...scopeOf(req) }));
  });

  router.get('/usages/export', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query } = readRequest(req, 'exportUsages');
    const rows = streamUsages(
      knex,
      query,
      { ...targets, ...scopeOf(req) },
      new ShortestPaths(knex, archive),
    );
    await audit.during(
      { eventId: 'usage-export', severityLevel: 'low', request: req },
      () => sendCsv(req, res, 'where-used', usageColumns, rows),
    );
  });
}

/** Ends where the connection does: nobody waits for what is being written. */
function untilClosed(res: Response): AbortSignal {
  const gone = new AbortController();
  res.on('close', () => {
    if (!res.writableFinished) gone.abort(new Error('Disconnected'));
  });
  return gone.signal;
}

function addSnapshotRoutes(
  router: Router,
  { knex, access, archive, audit, snapshotSboms }: RouteContext,
) {
  router.get('/snapshots', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const { query } = readRequest(req, 'listSnapshots');
    const filter = { ...targets, ...scopeOf(req) };
    const page = await listSnapshots(knex, query, filter);
    const items = page.items.map(one => snapshotSboms.toldSigned(one));
    res.json({ ...page, items });
  });

  router.get('/snapshots/:id', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const snapshot = await readSnapshot(knex, req.params.id, targets);
    res.json(snapshotSboms.toldSigned(snapshot));
  });

  router.get('/snapshots/:id/sbom', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const { query, path } = readRequest(req, 'getSbom');
    const { format = 'cyclonedx', signature } = query;
    const { id } = path;
    const row = await readSnapshotRow(knex, id, targets);
    await audit.during(
      {
        eventId: 'sbom-read',
        severityLevel: 'low',
        request: req,
        entityRef: row.entity_ref,
        meta: { snapshotId: id, format, ...(signature && { signature }) },
      },
      async () => {
        const signal = untilClosed(res);
        const document = await snapshotSboms.read(row, format, signal);
        const name = row.entity_ref.replace(/[^a-z0-9._-]+/gi, '-');
        const file = `${name}-${id}.${sbomExtension(document.mediaType)}`;
        if (signature) {
          const envelope = await snapshotSboms.sign(document);
          // No ETag: with an ECDSA key it is another each time.
          res.attachment(`${file}${ENVELOPE_ENDING}`).type(ENVELOPE_TYPE);
          await pipeline(Readable.from(envelope), res);
          return;
        }
        res.setHeader('Content-Type', document.mediaType);
        res.setHeader('ETag', `"${document.sha256}"`);
        res.setHeader('Content-Disposition', `attachment; filename="${file}"`);
        res.end(document.bytes);
      },
    );
  });

  router.get('/snapshots/:id/diff', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const { query, path } = readRequest(req, 'diffSnapshots');
    const findings = await access.targetsIfAny(
      req,
      supplyChainFindingReadPermission,
    );
    res.json(
      await diffSnapshots(
        knex,
        archive,
        path.id,
        query.base,
        targets,
        findings,
      ),
    );
  });

  router.get('/snapshots/:id/paths', async (req, res) => {
    const targets = await access.targets(req, supplyChainFindingReadPermission);
    const { query, path } = readRequest(req, 'getComponentPaths');
    const snapshot = await readSnapshotRow(knex, path.id, targets);
    res.json(await pathsTo(archive, [snapshot], [query.purl]));
  });
}
