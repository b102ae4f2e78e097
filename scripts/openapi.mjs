// Writes the OpenAPI document and its types as TypeScript beside the YAML files
// that it is put together from. `--check` fails where what is checked in is not what the YAML says.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const folder = new URL(
  '../plugins/supply-chain-common/src/openapi/',
  import.meta.url,
);
const banner =
  '// Made from the YAML files beside it by scripts/openapi.mjs.\n';
const style = {
  ...(await prettier.resolveConfig(
    fileURLToPath(new URL('openapi.yaml', folder)),
  )),
};

/** `openapi.yaml` with the tags, paths and components of every other file. */
function readDocument() {
  const files = readdirSync(folder).filter(name => name.endsWith('.yaml'));
  const [main, ...others] = files
    .sort((a, b) => (b === 'openapi.yaml') - (a === 'openapi.yaml'))
    .map(name => ({
      name,
      ...parse(readFileSync(new URL(name, folder), 'utf8')),
    }));
  const { name: _, ...document } = main;
  for (const other of others) {
    document.tags.push(...other.tags);
    add(document.paths, other.paths, other.name);
    for (const [kind, entries] of Object.entries(other.components)) {
      add((document.components[kind] ??= {}), entries, other.name);
    }
  }
  return document;
}

function add(target, entries, file) {
  for (const [key, value] of Object.entries(entries)) {
    if (key in target) throw new Error(`${file}: ${key} is there already`);
    target[key] = value;
  }
}

const document = readDocument();
const outputs = {
  'document.ts': `${banner}\nexport const openApiDocument = ${JSON.stringify(
    document,
    null,
    2,
  )};\n`,
  'schema.ts': `${banner}\n${astToString(
    await openapiTypescript(structuredClone(document)),
  )}`,
};

let stale = false;
for (const [name, text] of Object.entries(outputs)) {
  const target = new URL(name, folder);
  const formatted = prettier.format(text, { ...style, parser: 'typescript' });
  if (process.argv.includes('--check')) {
    let present = '';
    try {
      present = readFileSync(target, 'utf8');
    } catch {
      // Not there yet: as stale as can be.
    }
    if (present !== formatted) {
      stale = true;
      process.stderr.write(`${name} is not what the YAML files say\n`);
    }
  } else {
    writeFileSync(target, formatted);
  }
}
if (stale) process.exit(1);
