import type { ArchiveStore } from '@safety-curtain/plugin-supply-chain-node';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Keeps documents as files, `ab/cd/<sha256>` below a folder that all replicas
 * share. `sha256sum` of a file gives its name.
 */
export class FolderStore implements ArchiveStore {
  readonly id = 'folder';
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = path.resolve(folder);
  }

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    const file = this.#file(sha256);
    await fs.mkdir(path.dirname(file), { recursive: true });
    // Never a half-written document under its final name.
    const partial = `${file}.${randomUUID()}.partial`;
    try {
      const handle = await fs.open(partial, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await fs.rename(partial, file);
    } catch (error) {
      await fs.rm(partial, { force: true });
      throw error;
    }
  }

  async get(sha256: string): Promise<Uint8Array | undefined> {
    try {
      return await fs.readFile(this.#file(sha256));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async delete(sha256: string): Promise<void> {
    await fs.rm(this.#file(sha256), { force: true });
  }

  /** Names come from the database; anything but a digest must not be a path. */
  #file(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error('A document is named by its SHA-256');
    }
    return path.join(
      this.#folder,
      sha256.slice(0, 2),
      sha256.slice(2, 4),
      sha256,
    );
  }
}
