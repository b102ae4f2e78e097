// Puts the OpenAPI document together from its YAML files and writes what is
// made from it: the document, its types, and the routes of the client.
// `--check` fails where what is checked in is not what the YAML says.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { load } from 'js-yaml';

const common = new URL('../plugins/supply-chain-common/src/', import.meta.url);
const source = new URL('openapi/', common);
const target = new URL('generated/', common);
const banner =
  '// Generated from src/openapi by scripts/openapi.mjs. Do not edit.\n';

const PUBLIC = '/** @public */';

/**
 * `openapi.yaml` with the paths and components of all other files. A file in
 * the folder itself is a subject, and the tag of its operations.
 */
function readDocument() {
  const document = {
    ...read('openapi.yaml'),
    tags: [],
    paths: {},
    components: {},
  };
  const files = readdirSync(source, { recursive: true })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.yaml') && name !== 'openapi.yaml')
    .sort();
  for (const file of files) {
    const { description, paths = {}, components = {}, ...rest } = read(file);
    if (Object.keys(rest).length > 0) {
      throw new Error(`${file}: no place for ${Object.keys(rest).join(', ')}`);
    }
    if (!file.includes('/')) {
      const tag = basename(file, '.yaml');
      document.tags.push({ name: tag, description });
      for (const methods of Object.values(paths)) {
        for (const operation of Object.values(methods)) operation.tags = [tag];
      }
    }
    add(document.paths, paths, file);
    for (const [kind, entries] of Object.entries(components)) {
      add((document.components[kind] ??= {}), entries, file);
    }
  }
  return document;
}

function read(file) {
  return load(readFileSync(new URL(file, source), 'utf8'));
}

function add(all, entries, file) {
  for (const [key, value] of Object.entries(entries)) {
    if (key in all) throw new Error(`${file}: ${key} is there already`);
    all[key] = value;
  }
}

/** Where each operation is, and whether it answers with JSON. */
function routesOf({ paths }) {
  const routes = {};
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { operationId, responses }] of Object.entries(
      methods,
    )) {
      const json = Object.entries(responses).some(
        ([status, { content }]) =>
          status.startsWith('2') && content?.['application/json'],
      );
      routes[operationId] = { method: method.toUpperCase(), path, json };
    }
  }
  return routes;
}

/** The types, with the summary of each operation where editors show it. */
async function typesOf(document) {
  const types = astToString(await openapiTypescript(structuredClone(document)));
  const summaries = new Map(
    Object.values(document.paths)
      .flatMap(methods => Object.values(methods))
      .map(({ operationId, summary }) => [operationId, summary]),
  );
  return (
    types
      // Tags that TSDoc does not know, and that say what the type says.
      .replace(/@description /g, '')
      .replace(/^ *\/\*\* @enum .*\*\/\n/gm, '')
      .replace(/^ *\* @enum .*\n/gm, '')
      .replace(/^export interface (components|operations) /gm, `${PUBLIC}\n$&`)
      .replace(/^ {4}(\w+): \{$/gm, (line, name) =>
        summaries.has(name)
          ? `    /** ${summaries.get(name)} */\n${line}`
          : line,
      )
  );
}

function asConstant(name, value) {
  return `export const ${name} = ${JSON.stringify(value, null, 2)}`;
}

const document = readDocument();
const outputs = {
  'document.ts': `${PUBLIC}\n${asConstant('openApiDocument', document)};\n`,
  'routes.ts': `${asConstant('routes', routesOf(document))} as const;\n`,
  'schema.ts': await typesOf(document),
};

let stale = false;
for (const [name, text] of Object.entries(outputs)) {
  const file = new URL(name, target);
  const wanted = `${banner}\n${text}`;
  if (!process.argv.includes('--check')) {
    writeFileSync(file, wanted);
  } else if (present(file) !== wanted) {
    stale = true;
    process.stderr.write(`${name} is not what the YAML files say\n`);
  }
}
if (stale) process.exit(1);

function present(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
