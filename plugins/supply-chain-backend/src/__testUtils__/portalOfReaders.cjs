// A portal of which two readers are up, one of them busy for ever: for killing.
require('@backstage/cli/config/nodeTransform.cjs');
const childProcess = require('node:child_process');
const path = require('node:path');

const pids = [];
const { fork } = childProcess;
childProcess.fork = (...given) => {
  const child = fork(...given);
  pids.push(child.pid);
  return child;
};
const { ChildPool } = require('../engines/ChildPool');

const pool = new ChildPool({
  script: path.join(__dirname, 'brokenEngine.cjs'),
  processes: 2,
  memoryMb: 64,
  timeoutMs: 600_000,
});
const { signal } = new AbortController();

async function main() {
  pool.run('endless', {}, signal);
  await pool.run('echo', {}, signal);
  process.send({ pids });
  setInterval(() => {}, 60_000);
}

main();
