// One process of the peer: `node lookUpLock.mjs <package-lock.json> <database>`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { peerFile } from './setup/peers.mjs';

const [lock, database] = process.argv.slice(2);
const { OsvOfflineDb } = await import(
  pathToFileURL(peerFile('@renovatebot/osv-offline-db', 'dist/index.js')).href
);
OsvOfflineDb.rootDirectory = database;
const db = OsvOfflineDb.create();
const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
let records = 0;
for (const path of Object.keys(packages)) {
  const name = path.replace(/^.*node_modules\//, '');
  if (name) records += (await db.query('npm', name)).length;
}
db[Symbol.dispose]();
process.stdout.write(`${records}\n`);
