// Writes the OpenAPI document and its types as TypeScript beside the YAML.
// `--check` fails where what is checked in is not what the YAML says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const folder = new URL(
  '../plugins/supply-chain-common/src/openapi/',
  import.meta.url,
);
const source = new URL('openapi.yaml', folder);
const banner = '// Made from openapi.yaml by scripts/openapi.mjs.\n';
const style = { ...(await prettier.resolveConfig(fileURLToPath(source))) };

const document = parse(readFileSync(source, 'utf8'));
const outputs = {
  'document.ts': `${banner}\nexport const openApiDocument = ${JSON.stringify(
    document,
    null,
    2,
  )};\n`,
  'schema.ts': `${banner}\n${astToString(await openapiTypescript(source))}`,
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
      process.stderr.write(`${name} is not what openapi.yaml says\n`);
    }
  } else {
    writeFileSync(target, formatted);
  }
}
if (stale) process.exit(1);
