/**
 * Writes `src/list/data/*.json` anew, from checkouts and files at hand:
 *
 *     node scripts/generateLicenseList.mjs \
 *       --version 3.28.0 \
 *       --spdx <checkout of spdx/license-list-XML at the tag v3.28.0> \
 *       --fsf <licenses.json of the SPDX license list> \
 *       --categories <docs/index.json of aboutcode-org/scancode-licensedb>
 *
 * Run Prettier over the folder afterwards.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { XMLParser } from 'fast-xml-parser';

const { values } = parseArgs({
  options: {
    version: { type: 'string' },
    spdx: { type: 'string' },
    fsf: { type: 'string' },
    categories: { type: 'string' },
  },
});
for (const [option, value] of Object.entries({
  version: values.version,
  spdx: values.spdx,
  fsf: values.fsf,
  categories: values.categories,
})) {
  if (!value) throw new Error(`--${option} is missing`);
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
});

const tagOf = node => Object.keys(node).find(key => key !== ':@');
const attributesOf = node => node[':@'] ?? {};
const childrenOf = (nodes, tag) => nodes.filter(node => tagOf(node) === tag);

/** All text below some nodes, a blank line between paragraphs. */
function plainText(nodes) {
  const parts = [];
  const visit = node => {
    const tag = tagOf(node);
    if (tag === '#text') {
      parts.push(node['#text'].replace(/\s+/g, ' '));
      return;
    }
    const block = ['p', 'item', 'list', 'titleText'].includes(tag);
    if (block || tag === 'br') parts.push(block ? '\n\n' : '\n');
    node[tag].forEach(visit);
    if (block) parts.push('\n\n');
    else if (tag === 'bullet') parts.push(' ');
  };
  nodes.forEach(visit);
  return parts
    .join('')
    .replace(/ +/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Every entry of a folder of the list as `{ id, attributes, children }`. */
function readEntries(folder, tag) {
  return readdirSync(folder)
    .filter(file => file.endsWith('.xml'))
    .map(file => {
      const root = parser.parse(readFileSync(join(folder, file), 'utf8'));
      const [collection] = childrenOf(root, 'SPDXLicenseCollection');
      const [entry] = childrenOf(collection.SPDXLicenseCollection, tag);
      const attributes = attributesOf(entry);
      return { id: attributes.licenseId, attributes, children: entry[tag] };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those who publish licenses; other addresses lead to packages that use one. */
const STEWARDS = new Set([
  'apache.org',
  'boost.org',
  'creativecommons.org',
  'cecill.info',
  'eclipse.org',
  'elastic.co',
  'gnu.org',
  'joinup.ec.europa.eu',
  'mariadb.com',
  'mongodb.com',
  'mozilla.org',
  'opendatacommons.org',
  'openfontlicense.org',
  'opensource.org',
  'perlfoundation.org',
  'php.net',
  'polyformproject.org',
  'postgresql.org',
  'scripts.sil.org',
  'unlicense.org',
  'w3.org',
  'wtfpl.net',
  'zlib.net',
]);

function isSteward(url) {
  return (
    URL.canParse(url) &&
    STEWARDS.has(new URL(url).hostname.replace(/^www\./, ''))
  );
}

function urlsOf(entry) {
  return childrenOf(entry.children, 'crossRefs')
    .flatMap(refs => childrenOf(refs.crossRefs, 'crossRef'))
    .map(ref => plainText(ref.crossRef))
    .filter(isSteward);
}

const categories = new Map(
  JSON.parse(readFileSync(values.categories, 'utf8')).flatMap(entry =>
    [entry.spdx_license_key, ...entry.other_spdx_license_keys]
      .filter(Boolean)
      .map(id => [id.toLowerCase(), entry.category]),
  ),
);
const fsf = new Map(
  JSON.parse(readFileSync(values.fsf, 'utf8')).licenses.map(license => [
    license.licenseId,
    license.isFsfLibre,
  ]),
);

const licenses = readEntries(join(values.spdx, 'src'), 'license').map(
  entry => ({
    id: entry.id,
    name: entry.attributes.name.replace(/\s+/g, ' '),
    category: categories.get(entry.id.toLowerCase()),
    osi: entry.attributes.isOsiApproved === 'true' || undefined,
    fsf: fsf.get(entry.id),
    deprecated: 'deprecatedVersion' in entry.attributes || undefined,
    urls: urlsOf(entry),
  }),
);
const exceptions = readEntries(
  join(values.spdx, 'src', 'exceptions'),
  'exception',
).map(entry => ({
  id: entry.id,
  name: entry.attributes.name.replace(/\s+/g, ' '),
  category: categories.get(entry.id.toLowerCase()),
  deprecated: 'deprecatedVersion' in entry.attributes || undefined,
  text: plainText(childrenOf(entry.children, 'text')),
}));

const target = join(
  dirname(fileURLToPath(import.meta.url)),
  '../src/list/data',
);
const write = (file, data) =>
  writeFileSync(join(target, file), `${JSON.stringify(data, undefined, 2)}\n`);
write('licenses.json', { version: values.version, licenses });
write('exceptions.json', exceptions);
