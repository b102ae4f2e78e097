import { openApiDocument } from '@safety-curtain/plugin-supply-chain-common';
import Ajv, { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

type Json = { [key: string]: unknown };

/** Objects with named properties have no others, where tests look. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [
    key,
    closed(value),
  ]);
  const result: Json = Object.fromEntries(entries);
  if (result.type === 'object' && result.properties) {
    result.additionalProperties = false;
  }
  return result;
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(closed(openApiDocument) as Json, 'document');

/** One operation of the OpenAPI document. */
export interface Operation {
  method: 'get' | 'post' | 'delete';
  path: string;
}

/** Every operation of the document. */
export const operations: Operation[] = Object.entries(
  openApiDocument.paths,
).flatMap(([path, methods]) =>
  Object.keys(methods).map(method => ({
    method: method as Operation['method'],
    path,
  })),
);

const compiled = new Map<string, ValidateFunction>();

/**
 * What is wrong with an answer by the document, as text; empty where nothing
 * is. Answers other than JSON need only be documented with their media type.
 */
export function deviations(
  { method, path }: Operation,
  answer: { status: number; type: string; body: unknown },
): string[] {
  const pointer = (key: string) => key.replace(/~/g, '~0').replace(/\//g, '~1');
  const operation = (openApiDocument.paths as Record<string, Json>)[path]?.[
    method
  ] as { responses: Record<string, { content?: Json; $ref?: string }> };
  const success = operation.responses[answer.status];
  const content = success?.content;
  if (success && !content?.[answer.type]) {
    return [`${answer.type} is not documented for ${method} ${path}`];
  }
  if (success && answer.type !== 'application/json') return [];
  const ref = success
    ? `document#/paths/${pointer(path)}/${method}/responses/${
        answer.status
      }/content/application~1json/schema`
    : 'document#/components/responses/Error/content/application~1json/schema';
  const validate = compiled.get(ref) ?? ajv.compile({ $ref: encodeURI(ref) });
  compiled.set(ref, validate);
  if (validate(answer.body)) return [];
  return (validate.errors ?? []).map(
    error =>
      `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/** What is sent to routes about triage, by their path: nothing is changed by it. */
export const triageBodies: Record<string, object> = {
  '/findings/decisions': {
    advisory: 'CVE-2021-0001',
    analysis: { state: 'in_triage' },
    reason: 'Somebody looks at it',
    dryRun: true,
  },
  '/triage/rules/try': {
    rules: [
      {
        id: 'any',
        match: { severities: ['low'] },
        analysis: { state: 'in_triage', detail: 'Somebody looks at it' },
      },
    ],
  },
  '/gates/try': { gates: [{ name: 'mild', warnOnly: true }] },
};
