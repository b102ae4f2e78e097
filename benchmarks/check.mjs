import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repeated, runProgram } from './measure.mjs';
import { advisoryLines, writePeerDatabase } from './setup/advisories.mjs';
import { ms, say, table, times } from './report.mjs';
import { store } from './setup/folders.mjs';
import { npmProject } from './setup/packageLock.mjs';
import { installPeers, peerVersion } from './setup/peers.mjs';

const PEER = '@renovatebot/osv-offline-db';
const RUNS = 5;

/** The gate of a package-lock.json as a process, as a pipeline runs it: ours, and a look-up with osv-offline-db. */
export async function measureCheck() {
  installPeers();
  const { lock } = npmProject();
  const lines = advisoryLines();
  const folder = join(store, 'check');
  mkdirSync(folder, { recursive: true });
  const advisories = join(folder, 'advisories.ndjson');
  writeFileSync(advisories, lines.join('\n'));
  const database = join(store, 'osv-offline-check');
  await writePeerDatabase(
    database,
    lines.map(line => JSON.parse(line)),
  );
  const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
  say();
  say(
    `Gate of a package-lock.json with ${
      Object.keys(packages).length
    } entries as a process, ${lines.length} advisories`,
  );
  const script = name => fileURLToPath(new URL(name, import.meta.url));
  const ours = await repeated(
    () =>
      runProgram(process.execPath, [script('checkLock.mjs'), lock, advisories]),
    RUNS,
  );
  const peer = await repeated(
    () =>
      runProgram(process.execPath, [script('lookUpLock.mjs'), lock, database]),
    RUNS,
  );
  const row = (name, { first, median }) => ({
    'median of 5, first run apart': name,
    'first run': ms(first),
    median: ms(median),
    'to ours': times(median / ours.median),
  });
  table([
    row('safety-curtain check', ours),
    row(`osv-offline-db ${peerVersion(PEER)}, looked up`, peer),
  ]);
  say(`  ours says: ${ours.result.split('\n')[0]}`);
  say(
    `  the peer finds ${peer.result.trim()} records of packages, in a database that was made before; versions, licenses, decisions and a verdict are not its work`,
  );
}
