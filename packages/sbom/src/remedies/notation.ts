import { fileNameOf } from '../manifests/fileNames';
import { declaringFile } from './declaringFile';

/** What is done to a project so that it takes another version of a package. @public */
export interface Override {
  /** The file to write it into; of a command, the one that it changes. */
  file: string;
  kind: 'file' | 'command';
  text: string;
}

/** A version of a package, and what it takes the place of. */
export interface Pin {
  name: string;
  version: string;
  from?: string;
  /** The manifest has other versions of the package that should stay as they are. */
  several?: boolean;
  /** The project asks for the package itself as well. */
  alsoDirect?: boolean;
  /** Only for building and testing. */
  development?: boolean;
}

/** How a package manager is told. */
export interface Recipe {
  /** The file beside the manifest; default: the one that declares dependencies. */
  file?: string;
  kind?: Override['kind'];
  text(pin: Pin): string;
}

/** Names and versions that mean nothing else in any notation of a recipe. */
const SAFE_NAME = /^@?[A-Za-z0-9][\w.\-/:~]{0,299}$/;
const SAFE_VERSION = /^[A-Za-z0-9][\w.+!-]{0,99}$/;

/** What a recipe says of a manifest; undefined for names or versions that could mean something else. */
export function written(
  recipe: Recipe | undefined,
  { path, format }: { path: string; format: string },
  pin: Pin,
): Override | undefined {
  const { name, version, from = version } = pin;
  const isSafe =
    SAFE_NAME.test(name) &&
    SAFE_VERSION.test(version) &&
    SAFE_VERSION.test(from);
  if (!recipe || !isSafe) return undefined;
  const folder = path.slice(0, path.length - fileNameOf(path).length);
  return {
    file: recipe.file ? folder + recipe.file : declaringFile(path, format),
    kind: recipe.kind ?? 'file',
    text: recipe.text(pin),
  };
}

/**
 * Go's own packages come with the toolchain, whose versions are no semantic
 * ones: OSV's `1.23.0-rc.2` is `go1.23rc2` (go.dev/doc/toolchain, "Go versions").
 */
export function goModule({ name, version }: Pin): {
  name: string;
  version: string;
} {
  const plain = version.replace(/^(v|go)/, '');
  if (name !== 'stdlib' && name !== 'toolchain') {
    return { name, version: `v${plain}` };
  }
  const release = plain.replace(/^(\d+\.\d+)\.0-(rc|beta)\.?(\d+)$/, '$1$2$3');
  return { name: 'toolchain', version: `go${release}` };
}
