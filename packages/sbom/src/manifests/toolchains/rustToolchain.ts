import { InputError, isFields, readToml, textOf } from '@safety-curtain/input';
import { fileNameOf } from '../fileNames';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { Toolchain } from './toolchain';

/** rustup book, "Toolchain specification": a version or a dated channel, and maybe a host. */
const CHANNEL =
  /^(\d{1,4}(?:\.\d{1,6}){1,2}(?:-beta(?:\.\d{1,4})?)?|(?:beta|nightly)-\d{4}-\d{2}-\d{2})(?:-[\w-]{1,100})?$/;

function channelOf({ text, path }: ReaderInput): string | undefined {
  const plain = text.trim();
  if (fileNameOf(path) === 'rust-toolchain' && /^[\w.-]+$/.test(plain)) {
    return plain;
  }
  const { toolchain } = readToml(text);
  if (!isFields(toolchain)) {
    throw new InputError(
      "'toolchain' is missing: the file is cut off, or in another format",
    );
  }
  return textOf(toolchain.channel);
}

function read(input: ReaderInput): ReaderResult {
  const tools = new Toolchain('development');
  const channel = channelOf(input);
  // A toolchain of the machine's own has a path instead.
  if (channel !== undefined) tools.addVersion('rust', channel, CHANNEL);
  return tools.result();
}

/** `rust-toolchain.toml`, and `rust-toolchain` in both of its forms. */
export const rustToolchain: ManifestReader = {
  id: 'rust-toolchain',
  title: 'Rust toolchain file',
  surroundings: true,
  matches: name => name === 'rust-toolchain.toml' || name === 'rust-toolchain',
  companions: [],
  supersedes: [],
  read,
};
