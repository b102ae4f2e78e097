// One of the tasks of `../large.mjs`, in a process of its own: prints seconds and the peak of memory.
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { engine } from '../setup/folders.mjs';

const [task, file] = process.argv.slice(2);
/** Half of the heap, as for uploads. */
const MEMORY = 1.5 * 2 ** 30;
const meta = {
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  timestamp: '2026-01-01T00:00:00Z',
  tools: [{ name: 'safety-curtain', version: 'bench' }],
};

/** The inventory is written again in a format that is not kept, from the documents that are. */
function rewrite(dialect) {
  const { readerTasks } = engine('packages/sbom');
  return readerTasks.rewriteSbom({
    inventory: `${file}.inventory`,
    cyclonedx: `${file}.cyclonedx`,
    dialect,
    output: `${file}.${dialect}`,
  });
}

const tasks = {
  nothing: () => undefined,
  parse: () => JSON.parse(readFileSync(file, 'utf8')).components.length,
  read() {
    const { fileBytes, readSbom } = engine('packages/sbom');
    return readSbom(fileBytes(file), { memory: MEMORY }).components.length;
  },
  async upload() {
    const { readerTasks } = engine('packages/sbom');
    const result = await readerTasks.readUpload({
      file,
      memory: MEMORY,
      path: 'bom.json',
      subject: { name: 'a' },
      meta,
    });
    if (result.error) throw new Error(result.error);
    return result.upload.documents;
  },
  cyclonedx: () => rewrite('cyclonedx-1.7'),
  spdx: () => rewrite('spdx-2.3'),
  spdx3: () => rewrite('spdx-3.0'),
};

const start = performance.now();
const result = await tasks[task]();
const seconds = (performance.now() - start) / 1000;
// Kilobytes on Linux and macOS alike, by libuv.
const { maxRSS } = process.resourceUsage();
const { user, system } = process.cpuUsage();
const processor = (user + system) / 1e6;
const peak = maxRSS * 1024;
if (task === 'upload') {
  writeFileSync(`${file}.inventory`, gunzipSync(result.inventory.gzip));
  writeFileSync(`${file}.cyclonedx`, gunzipSync(result.cyclonedx.gzip));
}
process.stdout.write(JSON.stringify({ seconds, processor, peak }));
