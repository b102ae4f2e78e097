import { InputError } from '@backstage/errors';
import { isOsvEcosystem } from '@safety-curtain/advisories';
import {
  openApiDocument,
  SupplyChainOperations as Operations,
} from '@safety-curtain/plugin-supply-chain-common';
import Ajv, { ErrorObject } from 'ajv';
import type { Request } from 'express';
import { unknownEcosystem } from '../outside/feeds/options';
import type { TargetFilter } from '../records/targets/targetFilter';

type Operation = keyof Operations;

type JsonOf<Body> = Body extends { content: { 'application/json': infer T } }
  ? T
  : undefined;

/** What is asked for, as the OpenAPI document has it. */
interface Asked<Id extends Operation> {
  query: NonNullable<Operations[Id]['parameters']['query']>;
  path: NonNullable<Operations[Id]['parameters']['path']>;
  body: JsonOf<Operations[Id]['requestBody']>;
}

/** What the router that checks requests leaves with them. */
interface Checked {
  openapi?: { schema: { operationId?: string } };
}

/**
 * What a request asks for, of which the router has made sure that it is as the
 * OpenAPI document has it. Throws where the route is that of another operation.
 */
export function readRequest<Id extends Operation>(
  request: Request<any>,
  operation: Id,
): Asked<Id> {
  const checked = (request as Checked).openapi?.schema.operationId;
  if (checked !== operation) {
    throw new Error(`A request of ${checked} was read as one of ${operation}`);
  }
  const { query, params, body } = request;
  refuseUnknownEcosystems(query.ecosystem);
  return { query, path: params, body } as unknown as Asked<Id>;
}

/** A name that no component can have would find nothing, which reads as if nothing were there. */
function refuseUnknownEcosystems(asked: unknown) {
  for (const name of [asked ?? []].flat().map(String)) {
    if (!isOsvEcosystem(name)) throw new InputError(unknownEcosystem(name));
  }
}

/**
 * Which services a request is about. These parameters have one meaning, and
 * mean nothing where an operation has them not: then the router refuses them.
 */
export function scopeOf(request: Request<any>): TargetFilter {
  const { entityRef, ...scope } = request.query as Pick<
    TargetFilter,
    'entityRef' | 'owner' | 'system' | 'lifecycle' | 'tag' | 'node'
  >;
  const { owner, system, lifecycle, tag, node } = scope;
  return {
    entityRef: entityRef?.toLocaleLowerCase('en-US'),
    owner,
    system,
    lifecycle,
    tag,
    node,
  };
}

/** Operations whose bodies go to files as they arrive. */
const received = {
  uploadSbom: openApiDocument.paths['/sboms'].post,
  importVex: openApiDocument.paths['/vex'].post,
  uploadIgnoreFile: openApiDocument.paths['/ignore-files'].post,
  uploadReport: openApiDocument.paths['/reports'].post,
  removeReport: openApiDocument.paths['/reports'].delete,
  checkBuild: openApiDocument.paths['/gate/check'].post,
};

// One of a list is no list in an address.
const ajv = new Ajv({ coerceTypes: 'array' });
const checks = Object.fromEntries(
  Object.entries(received).map(([id, { parameters }]) => [
    id,
    ajv.compile({
      type: 'object',
      properties: Object.fromEntries(
        parameters.map(({ name, schema }) => [name, schema]),
      ),
      required: parameters.flatMap(parameter =>
        'required' in parameter ? parameter.name : [],
      ),
      additionalProperties: false,
    }),
  ]),
);

/**
 * What is asked for beside a body that goes to a file as it arrives. Its route
 * comes before the router that checks requests, and is held to the same
 * document. Throws `InputError`.
 */
export function readReceivedQuery<Id extends keyof typeof received>(
  request: Request<any>,
  operation: Id,
): Asked<Id>['query'] {
  const { query } = request as { query: unknown };
  const isQuery = checks[operation];
  if (isQuery(query)) return query as Asked<Id>['query'];
  const [error] = isQuery.errors!;
  throw new InputError(`The parameter '${nameIn(error)}' ${error.message}`);
}

function nameIn({ instancePath, params }: ErrorObject): string {
  const { missingProperty, additionalProperty } = params;
  return missingProperty ?? additionalProperty ?? instancePath.slice(1);
}
