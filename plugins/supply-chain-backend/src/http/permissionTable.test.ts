import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  openApiDocument,
  supplyChainPermissions,
} from '@safety-curtain/plugin-supply-chain-common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import {
  createSupplyChainConditionalDecision,
  supplyChainConditions,
} from '..';
import { operations, triageBodies } from '../__testUtils__/documented';
import { get, scanned, Server, start } from '../__testUtils__/portal';

jest.setTimeout(120_000);

type Json = { [key: string]: any };
const document = openApiDocument as Json;

/** A field of an answer that has a permission of its own. */
interface GuardedField {
  at: string[];
  permissions: string[];
}

/** Fields with `x-permissions` below a schema, by their way there. */
function guardedFields(
  schema: Json | undefined,
  seen: Json[] = [],
): GuardedField[] {
  const found = schema?.$ref
    ? schema.$ref
        .slice(2)
        .split('/')
        .reduce((o: Json, k: string) => o[k], document)
    : schema;
  if (!found || seen.includes(found)) return [];
  const below = [...seen, found];
  const parts = [found.items, ...(found.allOf ?? []), ...(found.oneOf ?? [])];
  const inParts = parts.flatMap((part: Json) => guardedFields(part, below));
  const own = Object.entries<Json>(found.properties ?? {}).flatMap(
    ([name, field]) =>
      field['x-permissions']
        ? [{ at: [name], permissions: field['x-permissions'] }]
        : guardedFields(field, below).map(({ at, permissions }) => ({
            at: [name, ...at],
            permissions,
          })),
  );
  return [...own, ...inParts];
}

const table = operations.map(({ method, path: route }) => {
  const operation: Json = document.paths[route][method];
  const responses = Object.values<Json>(operation.responses);
  return {
    method,
    route,
    permissions: operation['x-permissions'] as string[],
    fields: responses.flatMap(response =>
      guardedFields(response.content?.['application/json']?.schema),
    ),
  };
});

/** The table of docs/permissions.md. */
function asMarkdown(): string[] {
  const names = (permissions: string[]) =>
    permissions
      .map(name => `\`${name.replace('supplyChain.', '')}\``)
      .join(' or ');
  return table.flatMap(({ method, route, permissions, fields }) => [
    `| \`${method.toUpperCase()} ${route}\` | ${names(permissions)} |`,
    ...fields.map(
      field =>
        `| \`${method.toUpperCase()} ${route}\`: \`${field.at.join(
          '.',
        )}\` | ${names(field.permissions)} as well |`,
    ),
  ]);
}

describe('the table of permissions', () => {
  const known = supplyChainPermissions.map(permission => permission.name);

  it('names a permission for every route', () => {
    for (const { method, route, permissions, fields } of table) {
      const named = [permissions, ...fields.map(field => field.permissions)];
      expect([method, route, named]).toEqual([
        method,
        route,
        expect.anything(),
      ]);
      for (const names of named) {
        expect(names.length).toBeGreaterThan(0);
        expect(known).toEqual(expect.arrayContaining(names));
      }
    }
  });

  it('is what docs/permissions.md says', () => {
    const file = path.join(__dirname, '../../../../docs/permissions.md');
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .map(line => line.replace(/\s+\|/g, ' |').replace(/\|\s+/g, '| '));
    const documented = rows.filter(row =>
      /^\| `(?:GET|POST|DELETE) /.test(row),
    );
    expect(documented.sort()).toEqual(asMarkdown().sort());
  });
});

const SHOP = 'component:default/shop';

const queries: Record<string, string> = {
  '/components': `?entityRef=${SHOP}`,
  '/upgrade-plan': `?entityRef=${SHOP}`,
  '/upgrade-plan/export': `?entityRef=${SHOP}&format=markdown`,
  '/usages': '?package=lodash',
  '/usages/export': '?package=lodash',
  '/snapshots': `?entityRef=${SHOP}`,
  '/snapshots/{id}/paths': '?purl=pkg:npm/lodash@4.17.15',
  '/releases/{id}/changelog/export': '?format=html',
  '/sboms': `?entityRef=${SHOP}`,
  '/vex': `?entityRef=${SHOP}`,
  '/badge': `?entityRef=${SHOP}`,
  '/badge/link': `?entityRef=${SHOP}`,
  '/gate': `?entityRef=${SHOP}`,
  '/gate/check': `?entityRef=${SHOP}`,
  '/ignore-files': `?entityRef=${SHOP}`,
  '/reports': `?entityRef=${SHOP}`,
  '/reports/comparison': `?entityRef=${SHOP}`,
  'delete /reports': `?entityRef=${SHOP}&tool=semgrep`,
  '/ignore-files/export': `?entityRef=${SHOP}&tool=trivy`,
  '/as-of': `?entityRef=${SHOP}&at=${new Date().toISOString().slice(0, 10)}`,
  '/as-of/findings': `?entityRef=${SHOP}&at=2026-01-01`,
  '/presence': '?package=lodash',
  '/presence/export': '?package=lodash',
  '/licenses/component': '?purl=pkg:npm/lodash@4.17.15',
  '/licenses/notices': `?entityRef=${SHOP}`,
};

const bodies: Record<string, object> = {
  '/scans': { entityRef: SHOP },
  '/exports': { scope: { kind: 'organization' } },
  '/releases': { entityRef: SHOP, name: '1.0.0' },
  '/sboms': {},
  '/vex': {},
  '/gate/check': {},
  '/ignore-files': {},
  '/reports': {},
  '/decisions': {
    subject: 'hold',
    scope: { kind: 'organization' },
    reason: 'An audit',
  },
  '/decisions/{id}/{step}': {},
  '/decisions/steps': { ids: ['999999'], step: 'reject' },
  ...triageBodies,
};

type Decide = (
  name: string,
) => AuthorizeResult.ALLOW | AuthorizeResult.DENY | 'conditional';

describe('a user with one permission', () => {
  let decide: Decide = () => AuthorizeResult.ALLOW;
  let server: Server;
  let snapshot: string;
  let release: string;

  const decision = ({ permission }: any): any => {
    const result = decide(permission.name);
    return result === 'conditional'
      ? createSupplyChainConditionalDecision(
          permission,
          supplyChainConditions.isEntityOwner({
            claims: ['group:default/team-b'],
          }),
        )
      : { result };
  };

  beforeAll(async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(one => {
          const { result } = decision(one);
          // Conditions are about the team of the other service.
          return {
            result:
              result === AuthorizeResult.CONDITIONAL
                ? AuthorizeResult.DENY
                : result,
          };
        }),
      authorizeConditional: async requests => requests.map(decision),
    });
    server = await start('SQLITE_3', [permissions.factory]);
    await scanned(server);
    const { body } = await get(server, `/snapshots?entityRef=${SHOP}`);
    snapshot = body.items[0].id;
    const { body: made } = await request(server)
      .post('/api/supply-chain/releases')
      .send({ entityRef: SHOP, name: '0.9.0' })
      .expect(201);
    release = made.id;
  });

  function ask(method: 'get' | 'post' | 'delete', route: string) {
    const at = route
      .replace('{kind}/{namespace}/{name}', 'component/default/shop')
      .replace('{scorecard}', 'supply-chain')
      .replace('{id}', route.startsWith('/releases') ? release : snapshot)
      .replace('{step}', 'approve')
      .replace(/\{(exportId|scanId)\}/, '00000000-0000-4000-8000-000000000000')
      .replace('{advisoryId}', 'CVE-2021-0001')
      .replace('{sourceId}', 'test');
    const query =
      route === '/snapshots/{id}/diff'
        ? `?base=${snapshot}`
        : queries[`${method} ${route}`] ?? queries[route] ?? '';
    const call = request(server)[method](`/api/supply-chain${at}${query}`);
    return method === 'post' ? call.send(bodies[route]) : call;
  }

  const at = (body: Json, way: string[]) =>
    way.reduce((value, name) => value?.[name], body);
  const isNothing = (value: unknown) =>
    value === undefined || (Array.isArray(value) && value.length === 0);

  it.each(supplyChainPermissions.map(permission => permission.name))(
    '%s opens its own routes and fields only',
    async held => {
      decide = name =>
        name === held ? AuthorizeResult.ALLOW : AuthorizeResult.DENY;
      const wrong: unknown[] = [];
      for (const { method, route, permissions, fields } of table) {
        const { status, body } = await ask(method, route);
        const opens = permissions.includes(held);
        // Where there are several, each opens a part.
        const refused = status === 403;
        if (opens ? refused && permissions.length === 1 : !refused) {
          wrong.push([method, route, status]);
        }
        for (const field of fields) {
          const shown = status === 200 && !isNothing(at(body, field.at));
          if (shown && !field.permissions.includes(held)) {
            wrong.push([method, route, field.at]);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it('with a permission for fields that holds for another entity sees none of them', async () => {
    const fields = new Set(
      table.flatMap(t => t.fields.flatMap(f => f.permissions)),
    );
    decide = name => (fields.has(name) ? 'conditional' : AuthorizeResult.ALLOW);
    const routes = [
      '/as-of',
      '/snapshots/{id}/diff',
      '/releases/{id}/changelog',
    ];
    for (const route of routes) {
      const entry = table.find(t => t.route === route)!;
      const { body } = await ask('get', route).expect(200);
      expect(entry.fields.length).toBeGreaterThan(0);
      for (const field of entry.fields) {
        expect([field.at, at(body, field.at)]).toEqual([field.at, undefined]);
      }
    }
    decide = () => AuthorizeResult.ALLOW;
    for (const route of routes) {
      const entry = table.find(t => t.route === route)!;
      const { body } = await ask('get', route).expect(200);
      for (const field of entry.fields) {
        expect([field.at, at(body, field.at)]).toEqual([
          field.at,
          expect.anything(),
        ]);
      }
    }
  });

  it('with permissions for other entities only, no route tells of this one', async () => {
    decide = () => 'conditional';
    const told: unknown[] = [];
    for (const { method, route } of table) {
      const { status, text = '' } = await ask(method, route);
      // An answer may repeat what was asked for.
      const rest = text.replace(`"ref":"${SHOP}"`, '');
      if (status < 300 && rest.includes(SHOP)) {
        told.push([method, route, rest.slice(0, 200)]);
      }
    }
    expect(told).toEqual([]);
  });

  it('does not learn the owner of a hidden entity from decisions', async () => {
    decide = () => AuthorizeResult.ALLOW;
    await request(server)
      .post('/api/supply-chain/decisions')
      .send({
        subject: 'hold',
        scope: { kind: 'owner', ref: 'group:default/team-a' },
        reason: 'An audit',
      })
      .expect(201);
    const count = async () => {
      const { body } = await get(server, `/decisions?entityRef=${SHOP}`);
      const scopes = body.items.map((item: Json) => item.scope.kind);
      return scopes.filter((kind: string) => kind === 'owner').length;
    };
    expect(await count()).toBe(1);
    decide = name =>
      name.endsWith('.read') ? 'conditional' : AuthorizeResult.ALLOW;
    expect(await count()).toBe(0);
  });
});
