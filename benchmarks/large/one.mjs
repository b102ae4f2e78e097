// One of the tasks of `../large.mjs`, in a process of its own: prints seconds and the peak of memory.
import { readFileSync, writeFileSync } from 'node:fs';
import { engine } from '../setup/folders.mjs';

const [task, file] = process.argv.slice(2);
/** Half of the heap, as for uploads. */
const MEMORY = 1.5 * 2 ** 30;
const meta = {
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  timestamp: '2026-01-01T00:00:00Z',
  tools: [{ name: 'safety-curtain', version: 'bench' }],
};

const tasks = {
  nothing: () => undefined,
  parse: () => JSON.parse(readFileSync(file, 'utf8')).components.length,
  read() {
    const { readSbom } = engine('packages/sbom');
    return readSbom(readFileSync(file), { memory: MEMORY }).components.length;
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
    return result.upload.manifests[0].components?.length ?? 'handed over';
  },
  write() {
    const { writeCycloneDx } = engine('packages/sbom');
    const inventory = JSON.parse(readFileSync(file, 'utf8'));
    const start = performance.now();
    const text = writeCycloneDx(inventory, meta);
    writeFileSync(`${file}.out`, text);
    return `${Math.round(text.length / 1e6)} MB, ${(
      (performance.now() - start) /
      1000
    ).toFixed(1)} s of it`;
  },
};

const start = performance.now();
const result = await tasks[task]();
const seconds = (performance.now() - start) / 1000;
// Kilobytes on Linux and macOS alike, by libuv.
const { maxRSS } = process.resourceUsage();
const { user, system } = process.cpuUsage();
const processor = (user + system) / 1e6;
const peak = maxRSS * 1024;
process.stdout.write(JSON.stringify({ result, seconds, processor, peak }));
