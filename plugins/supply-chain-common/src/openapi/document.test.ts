/** @jest-environment node */
import { openApiDocument } from '../generated/document';

/** Every `$ref` below a value. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' ? [String(child)] : refsIn(child),
  );
}

/** The schemas of the query parameters that a path takes, by name. */
function parametersOf(path: string): Record<string, unknown> {
  const paths: Record<string, any> = openApiDocument.paths;
  const parameters: Record<string, any> = openApiDocument.components.parameters;
  return Object.fromEntries(
    paths[path].get.parameters.map((one: any) => {
      const { name, schema } =
        '$ref' in one ? parameters[one.$ref.split('/').pop()] : one;
      return [name, schema];
    }),
  );
}

describe('the OpenAPI document', () => {
  it('points at nothing that is not there', () => {
    const refs = refsIn(openApiDocument);
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) {
      const found = ref
        .replace('#/', '')
        .split('/')
        .reduce((at: any, key) => at?.[key], openApiDocument);
      expect([ref, found]).toEqual([ref, expect.anything()]);
    }
  });

  it('names each operation once', () => {
    const ids = Object.values(openApiDocument.paths).flatMap(methods =>
      Object.values(methods).map(operation => operation.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('decides about whatever a list of findings can be narrowed to', () => {
    const { properties } = openApiDocument.components.schemas.FindingSelection;
    const asked = parametersOf('/findings/export');
    expect(Object.keys(properties).sort()).toEqual(Object.keys(asked).sort());
    for (const [name, schema] of Object.entries(properties)) {
      expect([name, schema]).toEqual([name, asked[name]]);
    }
  });

  it('exports whatever a list can be narrowed to', () => {
    for (const list of [
      '/findings',
      '/usages',
      '/presence',
      '/licenses/components',
      '/licenses/issues',
    ]) {
      const paging = ['orderBy', 'order', 'cursor', 'limit'];
      const { ...asked } = parametersOf(list);
      for (const name of paging) delete asked[name];
      expect([list, parametersOf(`${list}/export`)]).toEqual([list, asked]);
    }
  });
});
