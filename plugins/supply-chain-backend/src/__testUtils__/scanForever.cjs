// A replica of its own process that claims a target, reports how far its scan
// is, and never ends it: for killing.
const knexFactory = require('knex');

require('@backstage/cli/config/nodeTransform.cjs');
const { claimTarget } = require('../records/scans/queue');
const { recordProgress } = require('../records/scans/recordScan');

const [client, connection, leaseMs] = process.argv.slice(2);

async function main() {
  const knex = knexFactory({ client, connection: JSON.parse(connection) });
  const claimed = await claimTarget(knex, {
    leaseMs: Number(leaseMs),
    perHost: 1,
  });
  await recordProgress(knex, claimed.scanId, 'reading', '1 of 2 files');
  process.send({ scanId: claimed.scanId });
  setInterval(() => {}, 60_000);
}

main().catch(error => {
  process.send({ error: String(error) });
  process.exit(1);
});
