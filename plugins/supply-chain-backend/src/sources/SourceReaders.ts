import { InputError } from '@backstage/errors';
import type {
  SourceObserver,
  SourceReader,
  SourceReadOptions,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { isIgnoredFolder } from '@safety-curtain/sbom';
import type { SourceLocation } from './SourceLocation';

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
    return reader.read({
      ...options,
      target: location.target,
      wants: path => !excluded(path) && options.wants(path),
      observer: options.observer && without(excluded, options.observer),
      ignoresFolder: path =>
        excluded(path) ||
        isIgnoredFolder(path.slice(path.lastIndexOf('/') + 1)),
    });
  }
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
