import type { ArchiveFiles } from '@safety-curtain/archive';
import yauzl from 'yauzl';

/** The files of a zip; rejects where it is cut off. */
export async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        files.set(entry.fileName, Buffer.concat(chunks));
        return zip.readEntry();
      });
    });
    zip.readEntry();
  });
  return files;
}

/** For {@link verifyArchive}. */
export function archiveFiles(files: Map<string, Buffer>): ArchiveFiles {
  return {
    paths: [...files.keys()],
    async *read(path) {
      yield files.get(path)!;
    },
  };
}
