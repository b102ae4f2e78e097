import { NotFoundError } from '@backstage/errors';
import { supplyChainGateReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { Response, Router } from 'express';
import { BADGE_AGE_MS } from '../flows/gate/Badges';
import { badgeToken, entityOfToken } from '../flows/gate/badgeToken';
import type { RouteContext } from './context';
import { readRequest } from './requests';

/** Where badges are for whoever has a link. */
export const PUBLIC_BADGES = '/badge/public';

/** Badges of services, for readers and for their readmes. */
export function addBadgeRoutes(router: Router, context: RouteContext): void {
  const { access, badges, options } = context;

  router.get('/badge', async (req, res) => {
    const { query } = readRequest(req, 'getBadge');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainGateReadPermission, entityRef);
    sendBadge(res, await badges.of(entityRef, new Date()), 'private');
  });

  router.get('/badge/link', async (req, res) => {
    const { query } = readRequest(req, 'getBadgeLink');
    const entityRef = query.entityRef.toLocaleLowerCase('en-US');
    await access.requireFor(req, supplyChainGateReadPermission, entityRef);
    // A link is only for what has a badge.
    await badges.of(entityRef, new Date());
    const { badgeKey: key } = options.gates;
    res.json(
      key === undefined
        ? {}
        : { path: `${PUBLIC_BADGES}/${badgeToken(entityRef, key)}` },
    );
  });
}

/**
 * Needs no permission: whoever made the link had it. Before the router that
 * checks requests against the OpenAPI document, as it is no part of the API.
 */
export function addPublicBadgeRoute(
  router: Router,
  { badges, options }: RouteContext,
): void {
  const { badgeKey: key } = options.gates;
  if (key === undefined) return;
  router.get(`${PUBLIC_BADGES}/:token`, async (req, res) => {
    const entityRef = entityOfToken(req.params.token, key);
    if (entityRef === undefined) {
      throw new NotFoundError('There is no such badge');
    }
    sendBadge(res, await badges.of(entityRef, new Date()), 'public');
  });
}

function sendBadge(res: Response, svg: string, who: 'public' | 'private') {
  res
    .set('Cache-Control', `${who}, max-age=${BADGE_AGE_MS / 1000}`)
    // Opened by itself it is a document, in which nothing may run.
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .set('X-Content-Type-Options', 'nosniff')
    .type('image/svg+xml')
    .send(svg);
}
