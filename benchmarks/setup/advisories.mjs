import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { corpora, root } from './folders.mjs';
import { peerFile } from './peers.mjs';

const PEER = '@renovatebot/osv-offline-db';
/** What the peer has a file for. */
export const ECOSYSTEMS = [
  'npm',
  'PyPI',
  'Maven',
  'Go',
  'crates.io',
  'RubyGems',
];

/** All advisories at hand, as JSON, each once. */
export function advisoryLines() {
  const files = [join(root, 'examples', 'advisories', 'osv.ndjson')];
  if (existsSync(corpora)) {
    const folder = join(corpora, 'osv');
    files.push(
      ...readdirSync(folder)
        .sort()
        .map(name => join(folder, name)),
    );
  }
  const byId = new Map();
  for (const file of files) {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    for (const line of text.split('\n')) {
      if (!line.trim()) continue;
      const { id } = JSON.parse(line);
      if (!byId.has(id)) byId.set(id, line);
    }
  }
  return [...byId.values()];
}

/** The peer's own format: a file for each ecosystem, a record on each line. */
export async function writePeerDatabase(folder, records, only) {
  const { packageToPurl } = await import(
    pathToFileURL(peerFile(PEER, 'dist/lib/purl-helper.js')).href
  );
  mkdirSync(folder, { recursive: true });
  for (const ecosystem of only ? [only] : ECOSYSTEMS) {
    const lines = records
      .filter(it => !it.withdrawn)
      .filter(it => it.affected?.some(a => a.package?.ecosystem === ecosystem))
      .map(record => JSON.stringify(withPurls(record, packageToPurl)));
    writeFileSync(
      join(folder, `${ecosystem.toLowerCase()}.nedb`),
      `${lines.join('\n')}\n`,
    );
  }
}

/** The peer finds a package by its purl only, which many records leave out. */
function withPurls(record, packageToPurl) {
  return {
    ...record,
    affected: record.affected.map(affected => ({
      ...affected,
      package: affected.package && {
        ...affected.package,
        purl: packageToPurl(affected.package.ecosystem, affected.package.name),
      },
    })),
  };
}
