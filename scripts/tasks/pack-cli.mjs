import { resolve } from 'node:path';
import { root } from '../setup/root.mjs';
import { packOne } from './pack.mjs';

/**
 * Packs the command line, with all that it needs in it, into one tarball:
 * `pack-cli [folder]`, by default into `dist-tarballs`.
 */
export default function packCli([folder = 'dist-tarballs'], env) {
  return packOne('packages/cli', resolve(root, folder), env);
}
