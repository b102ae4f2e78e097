import { InputError } from '@backstage/errors';
import type {
  SourceObserver,
  SourceReader,
  SourceReadOptions,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { LeftOutFolders } from '@safety-curtain/sbom';
import type { SourceLocation } from './SourceLocation';
import { counted } from '../../messages/counted';

/** Chooses the reader of a location and applies the entity's exclusions. */
export class SourceReaders {
  readonly #readers: SourceReader[];

  /** The first reader that supports a location reads it. */
  constructor(readers: SourceReader[]) {
    this.#readers = readers;
  }

  read(
    location: SourceLocation,
    options: Omit<SourceReadOptions, 'target' | 'ignoresFolder'>,
  ): Promise<SourceReadResult> {
    const reader = this.#readers.find(
      r => r.types.includes(location.type) && r.supports(location.target),
    );
    if (!reader) {
      throw new InputError(
        `No source reader for ${location.type}:${location.target}`,
      );
    }
    const excluded = (path: string) =>
      location.exclude.some(
        folder => path === folder || path.startsWith(`${folder}/`),
      );
    const leftOut = new LeftOutFolders();
    const read = reader.read({
      ...options,
      target: location.target,
      readBefore: options.readBefore?.filter(path => !excluded(path)),
      wants: path => {
        leftOut.see(path);
        return !excluded(path) && options.wants(path);
      },
      observer:
        options.observer &&
        without(
          path => excluded(path) || leftOut.isDoubtful(path),
          options.observer,
        ),
      ignoresFolder: path => excluded(path) || leftOut.ignores(path),
    });
    return read.then(result =>
      result.unchanged ? result : withoutFolders(result, leftOut),
    );
  }
}

/** Folders that are named; a checkout may have as many as it likes. */
const MAX_NAMED = 100;

function withoutFolders(
  result: SourceReadResult & { unchanged: false },
  leftOut: LeftOutFolders,
): SourceReadResult {
  const isRead = ({ path }: { path: string }) => !leftOut.leavesOut(path);
  const folders = leftOut.describe().map(folder => ({
    path: folder.path,
    reason: inSentence(folder.reason),
    failed: false,
  }));
  const named = folders.slice(0, MAX_NAMED);
  const more = folders.length - named.length;
  if (more > 0) {
    const last = named[named.length - 1];
    last.reason = `${last.reason}; so ${more === 1 ? 'is' : 'are'} ${counted(
      more,
      'more folder',
    )}`;
  }
  return {
    ...result,
    files: result.files.filter(isRead),
    skipped: [...result.skipped.filter(isRead), ...named],
  };
}

function inSentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

/** Tells nothing of what an entity leaves out. */
function without(
  excluded: (path: string) => boolean,
  observer: SourceObserver,
): SourceObserver {
  return {
    onFile: (path, size, whole) =>
      excluded(path) ? 0 : observer.onFile(path, size, whole),
    onContent: (path, content) => observer.onContent(path, content),
    onUnread: (path, reason) => {
      if (!excluded(path)) observer.onUnread(path, reason);
    },
    onMissed: path => {
      if (!excluded(path)) observer.onMissed(path);
    },
  };
}
