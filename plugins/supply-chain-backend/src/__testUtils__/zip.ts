import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A zip file; names may be such as no honest archive has. */
export async function zipOf(
  entries: [name: string, content: string | Buffer][],
): Promise<Buffer> {
  const zip = new ZipFile();
  const renamed: [string, string][] = [];
  entries.forEach(([name, content], i) => {
    // The writer refuses hostile names, so they are written over others.
    const hostile = /\.\.|^\/|\0/.test(name);
    const safe = hostile ? `${i}`.padEnd(Buffer.byteLength(name), '_') : name;
    if (hostile) renamed.push([safe, name]);
    zip.addBuffer(Buffer.from(content), safe);
  });
  zip.end();
  const bytes = await buffer(zip.outputStream as Readable);
  for (const [safe, name] of renamed) {
    for (let at = bytes.indexOf(safe); at >= 0; at = bytes.indexOf(safe, at)) {
      bytes.write(name, at);
    }
  }
  return bytes;
}
