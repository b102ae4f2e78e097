import { installedPackageOf } from '@safety-curtain/advisories';
import {
  boundMemory,
  InputError,
  refuseDamage,
  withoutByteOrderMark,
} from '@safety-curtain/input';
import { ManifestError, PurlError } from '../errors';
import { limits } from '../limits';
import type { Manifest, PomSource, Sibling } from '../model';
import { fileNameOf } from './fileNames';
import { manifestReaders } from './index';
import type { ManifestReader } from './reader';
import { parsePurl } from '../purl';
import { describeUnmatched } from '../purl/unmatched';

/** The reader for a file of this name, or undefined. @public */
export function findReader(path: string): ManifestReader | undefined {
  const name = fileNameOf(path);
  return manifestReaders.find(reader => reader.matches(name, path));
}

/** Some readers hold all lines at once. */
const LINE_COSTS = { '\n': 64 };

const nothingBeside: Sibling = () => undefined;
const noPoms: PomSource = () => undefined;

function reasonOf(error: unknown): string {
  if (error instanceof InputError) {
    return error.message;
  }
  if (error instanceof PurlError) {
    return `a package in it cannot be named: ${error.message}`;
  }
  if (error instanceof RangeError) {
    return 'nested too deeply or too large to read';
  }
  return 'not in the format that the file name promises';
}

function boundedSibling(sibling: Sibling): Sibling {
  const bounded: Sibling = relativePath => {
    const text = sibling(relativePath);
    // A neighbor that is too large is treated as absent: the manifest itself can still be read.
    return text !== undefined && text.length <= limits.fileSize
      ? withoutByteOrderMark(text)
      : undefined;
  };
  bounded.paths = sibling.paths;
  return bounded;
}

/**
 * Reads one lock file or manifest.
 *
 * @param path - names the format by its last segment, and appears in errors
 * @param sibling - gives neighboring files, by path relative to the manifest's folder
 * @param options - `registries`: addresses of npm registries, as npm is configured: a package that is
 * asked for by an address of theirs is a package of the registry
 * @param options - `poms`: gives POMs of registries: those that a reading names as `unresolved.poms`
 * @throws ManifestError for an unknown name, text that is not in the format, or a limit reached
 *
 * @public
 */
export function readManifest(
  path: string,
  text: string,
  sibling: Sibling = nothingBeside,
  {
    registries = [],
    poms = noPoms,
  }: { registries?: readonly string[]; poms?: PomSource } = {},
): Manifest {
  const reader = findReader(path);
  if (!reader) {
    throw new ManifestError(path, 'no reader for a file of this name');
  }
  if (text.length > limits.fileSize) {
    throw new ManifestError(
      path,
      `larger than ${limits.fileSize / 1024 / 1024} MiB`,
    );
  }
  try {
    refuseDamage(text, reader.mayBeEmpty);
    boundMemory(text, LINE_COSTS);
    const result = reader.read({
      path,
      text: withoutByteOrderMark(text),
      sibling: boundedSibling(sibling),
      registries,
      poms,
    });
    const told = describeUnmatched(
      result.components
        .filter(({ ecosystem, origin }) => !ecosystem && origin === 'registry')
        .map(({ purl }) => purl)
        // A package of another registry is of a type that advisories speak of.
        .filter(purl => !installedPackageOf(parsePurl(purl)).ecosystem),
    );
    return {
      path,
      format: reader.id,
      ...result,
      warnings: told ? [...result.warnings, told] : result.warnings,
    };
  } catch (error) {
    throw new ManifestError(path, reasonOf(error), { cause: error });
  }
}
