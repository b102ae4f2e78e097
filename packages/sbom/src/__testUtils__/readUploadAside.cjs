// Reads an upload in a process of its own, whose heap the caller bounds, and prints what was understood.
require('@backstage/cli/config/nodeTransform.cjs');
const { readUpload } = require('../aside/uploadTasks');

const [file] = process.argv.slice(2);

readUpload({
  file,
  memory: 2 ** 29,
  path: 'bom.json',
  subject: { name: 'a' },
  meta: {
    serialNumber: 'urn:uuid:1',
    timestamp: '2026-01-01T00:00:00Z',
    tools: [],
  },
}).then(({ error, upload }) => {
  const { cyclonedx, spdx } = upload?.documents ?? {};
  process.stdout.write(
    JSON.stringify({ error, sizes: [cyclonedx?.size, spdx?.size] }),
  );
});
