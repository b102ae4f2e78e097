import S3rver from '@20minutes/s3rver';
import fs from 'node:fs/promises';
import path from 'node:path';

export const BUCKET = 'archive';
/** What the server accepts. */
export const credentials = {
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
};

/** A server that speaks S3, on loopback, with one bucket. */
export interface S3Server {
  endpoint: string;
  /** The files in which it keeps objects. */
  files(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts a server that keeps its objects below a folder. */
export async function startS3Server(folder: string): Promise<S3Server> {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async files() {
      const bucket = path.join(folder, BUCKET);
      const names = await fs.readdir(bucket, { recursive: true });
      return names
        .filter(name => name.endsWith('_object'))
        .map(name => path.join(bucket, name));
    },
    close: () => server.close(),
  };
}
