import { InputError, NotFoundError } from '@backstage/errors';
import { supplyChainFindingReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import { writeIgnoreFile } from '@safety-curtain/vex';
import type { Router } from 'express';
import { version } from '../../package.json';
import { writeVex } from '../flows/vex/writeVex';
import { readManifests } from '../records/inventory/snapshots';
import { listIgnoreFiles } from '../views/findings/ignoreFiles';
import { ignorableDecisions } from '../views/findings/issuedVex';
import type { RouteContext } from './context';
import { readRequest } from './requests';

export function addVexRoutes(router: Router, context: RouteContext): void {
  const { knex, access, archive, triager, audit, options } = context;

  const targetOf = async (entityRef: string) => {
    const target = await knex('targets')
      .where('entity_ref', entityRef)
      .whereNull('removed_at')
      .first('id', 'entity_ref', 'name', 'lifecycle', 'system_ref', 'tags');
    if (!target) throw new NotFoundError(`No target ${entityRef}`);
    return target;
  };

  router.get('/ignore-files', async (req, res) => {
    const { query } = readRequest(req, 'listIgnoreFiles');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainFindingReadPermission, entityRef);
    res.json(await listIgnoreFiles(knex, archive, entityRef));
  });

  router.get('/ignore-files/export', async (req, res) => {
    const { query } = readRequest(req, 'exportIgnoreFile');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainFindingReadPermission, entityRef);
    const target = await targetOf(entityRef);
    const file = await audit.during(
      {
        eventId: 'ignore-file-read',
        severityLevel: 'low',
        request: req,
        entityRef,
        meta: { tool: query.tool },
      },
      async () =>
        writeIgnoreFile(
          query.tool,
          await ignorableDecisions(
            knex,
            target.id,
            await readManifests(knex, archive, target.id),
          ),
          `Decisions about the vulnerabilities of ${entityRef}, written by Safety Curtain`,
        ),
    );
    res
      .type('text/plain')
      .setHeader('Content-Disposition', `attachment; filename="${file.path}"`);
    res.setHeader('X-Decisions-Unsaid', String(file.unsaid.length));
    // A front end of another origin sees no header that is not named here (Fetch, "CORS protocol").
    res.append('Access-Control-Expose-Headers', 'X-Decisions-Unsaid');
    res.send(file.text);
  });

  router.get('/vex', async (req, res) => {
    const { query } = readRequest(req, 'exportVex');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainFindingReadPermission, entityRef);
    const { format = 'cyclonedx-1.6', kind = 'vex' } = query;
    if (kind === 'vdr' && !format.startsWith('cyclonedx')) {
      throw new InputError(
        `${format} has no word for what was not decided; ask for kind=vex, or for CycloneDX`,
      );
    }
    const target = await targetOf(entityRef);
    const document = await audit.during(
      {
        eventId: 'vex-read',
        severityLevel: 'low',
        request: req,
        entityRef,
        meta: {
          format,
          kind,
          ...(query.release && { release: query.release }),
        },
      },
      () =>
        writeVex(
          { knex, archive, triager },
          target,
          { ...query, format, kind },
          {
            author: options.triage.publisher,
            tool: { name: 'Safety Curtain', version },
          },
          new Date(),
        ),
    );
    const name = [target.name, query.release]
      .filter(Boolean)
      .join('-')
      .replace(/[^A-Za-z0-9._-]/g, '_');
    res
      .type(document.mediaType)
      .setHeader(
        'Content-Disposition',
        `attachment; filename="${name}.${document.extension}"`,
      );
    res.send(document.text);
  });
}
