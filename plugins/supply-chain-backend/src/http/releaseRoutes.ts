import { impactNote, writeChangelog } from '@safety-curtain/policy';
import {
  supplyChainFindingReadPermission,
  supplyChainLicenseReadPermission,
  supplyChainSbomReadPermission,
  supplyChainSbomUploadPermission,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Request, Router } from 'express';
import { actorOf } from '../records/audit/Audit';
import { listReleases, readRelease } from '../views/releases/listReleases';
import {
  ChangelogAccess,
  readChangelog,
} from '../views/releases/readChangelog';
import type { RouteContext } from './context';
import { readRequest, scopeOf } from './requests';

export function addReleaseRoutes(router: Router, context: RouteContext): void {
  const { knex, access, archive, audit, releases } = context;

  router.get('/releases', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const { query } = readRequest(req, 'listReleases');
    res.json(await listReleases(knex, query, { ...targets, ...scopeOf(req) }));
  });

  router.post('/releases', async (req, res) => {
    const { body } = readRequest(req, 'createRelease');
    const { name, snapshot } = body;
    const entityRef = body.entityRef.toLocaleLowerCase('en-US');
    const { outcome, release } = await audit.during(
      { eventId: 'release-create', request: req, entityRef, meta: { name } },
      async () => {
        const permission = supplyChainSbomUploadPermission;
        await access.requireFor(req, permission, entityRef);
        const who = actorOf(await access.credentials(req));
        return releases.make({ entityRef, name, snapshot, who });
      },
    );
    const made = await readRelease(knex, String(release.id), {});
    res.status(outcome === 'created' ? 201 : 200).json(made);
  });

  router.get('/releases/:id', async (req, res) => {
    const targets = await access.targets(req, supplyChainSbomReadPermission);
    const { path } = readRequest(req, 'getRelease');
    res.json(await readRelease(knex, path.id, targets));
  });

  router.get('/releases/:id/changelog', async (req, res) => {
    const granted = await accessOf(req);
    const { path, query } = readRequest(req, 'getChangelog');
    const asked = { id: path.id, base: query.base };
    const changelog = await readChangelog(knex, archive, asked, granted);
    res.json({ ...changelog, impact: impactNote(changelog) });
  });

  router.get('/releases/:id/changelog/export', async (req, res) => {
    const granted = await accessOf(req);
    const { path, query } = readRequest(req, 'exportChangelog');
    const { base, format } = query;
    const { entityRef } = await readRelease(knex, path.id, granted.targets);
    await audit.during(
      {
        eventId: 'changelog-export',
        severityLevel: 'low',
        request: req,
        entityRef,
        meta: { releaseId: path.id, format, ...(base && { base }) },
      },
      async () => {
        const asked = { id: path.id, base };
        const changelog = await readChangelog(knex, archive, asked, granted);
        const written = writeChangelog(changelog, format);
        const name = `changelog-${entityRef}-${changelog.release.name}`;
        res.setHeader('Content-Type', written.mediaType);
        res.setHeader('X-Content-Type-Options', 'nosniff');
        res.setHeader('Content-Security-Policy', 'sandbox');
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="${name.replace(/[^a-z0-9._-]+/gi, '-')}.${
            written.extension
          }"`,
        );
        res.end(written.text);
      },
    );
  });

  async function accessOf(req: Request<any>): Promise<ChangelogAccess> {
    return {
      targets: await access.targets(req, supplyChainSbomReadPermission),
      findings: await access.targetsIfAny(
        req,
        supplyChainFindingReadPermission,
      ),
      licenses: await access.targetsIfAny(
        req,
        supplyChainLicenseReadPermission,
      ),
    };
  }
}
