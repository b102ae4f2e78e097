import { supplyChainSbomUploadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Router } from 'express';
import { actorOf } from '../records/audit/Audit';
import { RequestTimeoutError } from '../outside/web/errors';
import { CrowdedOutError } from '../flows/upload/Arrivals';
import type { RouteContext } from './context';
import { readUploadQuery } from './requests';

/**
 * Uploads come before the router that checks requests against the OpenAPI
 * document: it would read whole bodies into memory, of any size.
 */
export function addUploadRoutes(router: Router, context: RouteContext): void {
  const { access, audit, uploads } = context;

  router.post('/sboms', async (req, res) => {
    const query = readUploadQuery(req);
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    const answer = await audit.during(
      {
        eventId: 'sbom-upload',
        request: req,
        entityRef,
        meta: {
          ...(query.release && { release: query.release }),
          ...(query.revision && { revision: query.revision }),
        },
      },
      async () => {
        const permission = supplyChainSbomUploadPermission;
        await access.requireFor(req, permission, entityRef);
        const recordedBy = actorOf(await access.credentials(req));
        try {
          return await uploads.receive(req, query, recordedBy);
        } catch (error) {
          if (
            error instanceof RequestTimeoutError ||
            error instanceof CrowdedOutError
          ) {
            // It would go on sending as slowly as before.
            res.once('finish', () => req.destroy());
          }
          throw error;
        }
      },
    );
    res.status(answer.created ? 201 : 200).json(answer);
  });
}
