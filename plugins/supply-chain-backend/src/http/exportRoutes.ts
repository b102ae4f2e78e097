import { NotAllowedError } from '@backstage/errors';
import {
  supplyChainArchiveExportPermission,
  supplyChainRetentionReadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import { actorOf } from '../records/audit/Audit';
import { listExports, readExport, toExport } from '../flows/export/exportStore';
import type { RouteContext } from './context';
import { readRequest } from './requests';

export function addExportRoutes(router: Router, context: RouteContext): void {
  const { knex, access, audit, exports } = context;
  const permission = supplyChainArchiveExportPermission;

  router.get('/exports', async (req, res) => {
    await access.targets(req, permission);
    const { query } = readRequest(req, 'listExports');
    res.json(await listExports(knex, query, await seenBy(req, context)));
  });

  router.post('/exports', async (req, res) => {
    const { body: wanted } = readRequest(req, 'createExport');
    const created = await audit.during(
      {
        eventId: 'export-create',
        severityLevel: 'high',
        request: req,
        meta: { scope: { ...wanted.scope } },
      },
      async () => {
        const targets = await access.targets(req, permission);
        const requestedBy = actorOf(await access.credentials(req));
        return exports.create(wanted, requestedBy, targets);
      },
    );
    res.status(201).json(created);
  });

  router.get('/exports/:exportId', async (req, res) => {
    await access.targets(req, permission);
    const { exportId } = req.params;
    const row = await readExport(knex, exportId, await seenBy(req, context));
    res.json(toExport(row, new Date()));
  });

  router.delete('/exports/:exportId', async (req, res) => {
    await access.targets(req, permission);
    const { exportId } = req.params;
    const row = await readExport(knex, exportId, await seenBy(req, context));
    const cancelled = await audit.during(
      { eventId: 'export-cancel', request: req, meta: { exportId } },
      () => exports.cancel(row),
    );
    res.json(cancelled);
  });

  router.get('/exports/:exportId/content', async (req, res) => {
    const targets = await access.targets(req, permission);
    const { exportId } = req.params;
    // Only whoever asked for it: others may read other services.
    const own = actorOf(await access.credentials(req));
    const row = await readExport(knex, exportId, own);
    await audit.during(
      {
        eventId: 'export-read',
        severityLevel: 'high',
        request: req,
        meta: { exportId, scope: JSON.parse(row.scope) },
      },
      async () => {
        await exports.start(row);
        const gone = new AbortController();
        res.once('close', () => {
          if (!res.writableFinished) gone.abort(new Error('Disconnected'));
        });
        res.setHeader('Content-Type', 'application/zip');
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="archive-${exportId}.zip"`,
        );
        try {
          await exports.write(row, targets, res, gone.signal);
        } catch (error) {
          // What was sent cannot be taken back: a zip without its end is
          // refused by every reader.
          res.destroy();
          if (!gone.signal.aborted) throw error;
        }
      },
    );
  });
}

/** Whose exports the caller sees: all, or the own ones. */
async function seenBy(
  req: Request,
  { access }: RouteContext,
): Promise<string | undefined> {
  try {
    await access.require(req, supplyChainRetentionReadPermission);
    return undefined;
  } catch (error) {
    if (!(error instanceof NotAllowedError)) throw error;
    return actorOf(await access.credentials(req));
  }
}
