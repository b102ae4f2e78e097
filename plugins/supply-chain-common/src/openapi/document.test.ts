/** @jest-environment node */
import { openApiDocument } from '../generated/document';

/** Every `$ref` below a value. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' ? [String(child)] : refsIn(child),
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
});
