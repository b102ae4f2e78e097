import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  SourceFile,
  SourceReader,
  SourceReadOptions,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Dirent } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { visibleMessage } from '../../messages/visibleMessage';
import { FoundFiles } from './FoundFiles';
import { contentDigest, digest } from './limits';

/** Folders looked into at the most, however few files they hold. */
const MAX_FOLDERS = 50_000;

/**
 * Reads folders of this machine, below configured ones only. Links are not
 * followed, not even within the folder: where one leads may change between a look
 * and the read, and one that leads out would read what nobody allowed.
 */
export class LocalSourceReader implements SourceReader {
  readonly types = ['file'];
  readonly #allowed: string[];

  /** `allowed`: folders, relative ones from the working directory. */
  constructor(allowed: string[]) {
    this.#allowed = allowed.map(folder => path.resolve(folder));
  }

  supports(): boolean {
    return true;
  }

  async read(options: SourceReadOptions): Promise<SourceReadResult> {
    const root = await this.#allowedRoot(options.target);
    const { found, skipped } = await walk(root, options);
    // Names, sizes and times of change tell an unchanged folder from a changed one.
    const etag = digest(found.map(f => `${f.path}\0${f.size}\0${f.changedAt}`));
    if (etag === options.etag && !skipped.some(s => s.failed)) {
      return { unchanged: true };
    }
    const files: SourceFile[] = [];
    for (const file of found) {
      options.signal.throwIfAborted();
      const asked = options.observer?.onFile(file.path, file.size, false) ?? 0;
      if (!file.wanted && asked === 0) continue;
      try {
        const length = file.wanted ? file.size : Math.min(file.size, asked);
        const content = await readRegularFile(file.absolute, length);
        if (file.wanted) files.push({ path: file.path, content });
        if (asked > 0) options.observer?.onContent(file.path, content);
      } catch (error) {
        const reason = `Could not be read: ${visibleMessage(error)}`;
        if (file.wanted) {
          skipped.push({ path: file.path, reason, failed: true });
        }
        options.observer?.onUnread(file.path, reason);
      }
    }
    const revision = contentDigest(files);
    return { unchanged: false, files, skipped, etag, revision };
  }

  async #allowedRoot(target: string): Promise<string> {
    const real = this.#allowed.map(folder =>
      fs.realpath(folder).catch(() => folder),
    );
    const allowed = [...this.#allowed, ...(await Promise.all(real))];
    const isAllowed = (place: string) =>
      allowed.some(folder => isWithin(folder, place));
    // By its text first: whether a folder exists elsewhere is nobody's business.
    if (isAllowed(target)) {
      const root = await realFolder(target);
      if (isAllowed(root)) return root;
    }
    throw new NotAllowedError(
      `The folder ${target} is not below any of supplyChain.sources.local.paths`,
    );
  }
}

async function realFolder(target: string): Promise<string> {
  try {
    return await fs.realpath(target);
  } catch (error) {
    throw new InputError(`The folder ${target} cannot be read`, error);
  }
}

async function walk(root: string, options: SourceReadOptions) {
  const { limits } = options;
  const files = new FoundFiles(options);
  const folders = [{ absolute: root, relative: '', depth: 0 }];
  let visited = 0;

  // Level by level, so that limits cut what is deepest.
  for (const folder of folders) {
    options.signal.throwIfAborted();
    if (++visited > MAX_FOLDERS) {
      throw new InputError(
        `The source has more than ${MAX_FOLDERS} folders; exclude some of them`,
      );
    }
    const entries = await listFolder(folder.absolute, folder.relative, files);
    const listed: { relative: string; absolute: string }[] = [];
    for (const entry of entries) {
      const relative = folder.relative
        ? `${folder.relative}/${entry.name}`
        : entry.name;
      const absolute = path.join(folder.absolute, entry.name);
      if (!entry.isDirectory()) {
        listed.push({ relative, absolute });
      } else if (!options.ignoresFolder(relative)) {
        files.addFolder(relative);
        if (folder.depth + 1 > limits.depth) {
          files.miss(relative, `Deeper than ${limits.depth} folders`);
        } else {
          folders.push({ absolute, relative, depth: folder.depth + 1 });
        }
      }
    }
    await files.add(listed);
  }
  return files.end();
}

async function listFolder(
  absolute: string,
  relative: string,
  files: FoundFiles,
): Promise<Dirent[]> {
  try {
    const entries = await fs.readdir(absolute, { withFileTypes: true });
    // In name order, so that limits cut at the same place each time.
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const reason = `Could not be listed: ${visibleMessage(error)}`;
    files.miss(relative || '.', reason);
    return [];
  }
}

/** Opens without following a link, or waiting for a pipe, that took the file's place meanwhile. */
async function readRegularFile(
  absolute: string,
  length: number,
): Promise<Buffer> {
  const handle = await fs.open(
    absolute,
    // eslint-disable-next-line no-bitwise
    fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK,
  );
  try {
    if (!(await handle.stat()).isFile()) throw new Error('not a regular file');
    const content = Buffer.alloc(length);
    const { bytesRead } = await handle.read(content, 0, content.length, 0);
    return content.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isWithin(parent: string, child: string): boolean {
  const relative = path.relative(parent, child);
  return (
    relative === '' ||
    (!path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..')
  );
}
