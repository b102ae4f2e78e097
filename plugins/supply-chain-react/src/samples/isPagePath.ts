import { openApiDocument } from '@safety-curtain/plugin-supply-chain-common';

/** As much of the document as is looked at. */
interface Document {
  paths: Record<string, { get?: Operation }>;
  components: { schemas: Record<string, Schema> };
}
interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
interface Schema {
  $ref?: string;
  required?: string[];
}

const { paths, components } = openApiDocument as unknown as Document;

/** Whether an empty page is a whole answer to GET requests of this path. */
export function isPagePath(path: string): boolean {
  const operation = paths[path] ?? templateOf(path);
  const json =
    operation?.get?.responses['200'].content?.['application/json']?.schema;
  const schema = json?.$ref
    ? components.schemas[json.$ref.slice(json.$ref.lastIndexOf('/') + 1)]
    : json;
  const required = schema?.required ?? [];
  return (
    required.includes('items') &&
    required.every(name => name === 'items' || name === 'total')
  );
}

function templateOf(path: string) {
  const [, operation] =
    Object.entries(paths).find(([template]) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    ) ?? [];
  return operation;
}
