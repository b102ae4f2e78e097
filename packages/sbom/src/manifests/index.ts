import type { ManifestReader } from './reader';
import { npmPackageLock } from './npm/packageLock';

/** All formats, in the order in which they are asked whether a file is theirs. */
export const manifestReaders: readonly ManifestReader[] = [npmPackageLock];
