import { dockerInstructions, runScriptOf } from '@safety-curtain/input';
import { LocatedText } from './workflow';

/** What a Dockerfile takes from elsewhere. Lines are from 1. */
export interface Dockerfile {
  path: string;
  /**
   * Base images. `scratch` is none, nor is a stage that begins with a pinned
   * image; one that does not is counted for each stage that builds on it, as
   * OpenSSF Scorecard does.
   */
  images: readonly LocatedText[];
  /** The scripts of `RUN` in shell form, here-documents included. */
  scripts: readonly LocatedText[];
}

/** Characters of an image’s name, and of an argument’s default. */
const MAX_IMAGE = 500;

const OTHER_LANGUAGE = /\.(?:c|cpp|go|java|js|md|py|pyc|rs|sh|ts|tsx)$/i;

/** By name, as `Dockerfile`, `Dockerfile.dev`, `app.dockerfile`; not below `vendor`. */
export function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /dockerfile|^containerfile/i.test(name) &&
    !OTHER_LANGUAGE.test(name) &&
    !isVendored(path)
  );
}

/** Whether the file came from others, by the folder it is in. */
export function isVendored(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .some(part => part === 'vendor' || part === 'third_party');
}

/**
 * Reads a Dockerfile by the Dockerfile reference: escape directive, continued
 * lines, comments between them, here-documents, `ARG` before the first `FROM`.
 * One pass over the text.
 */
export function readDockerfile(path: string, text: string): Dockerfile {
  const images: LocatedText[] = [];
  const scripts: LocatedText[] = [];
  const pinnedStages = new Set(['scratch']);
  const defaults = new Map<string, string>();
  let inStage = false;
  for (const { line, name, text: whole } of dockerInstructions(text)) {
    const rest = name === 'RUN' ? whole : whole.replace(/\\\n/g, ' ');
    if (name === 'ARG' && !inStage) {
      for (const word of rest.split(/\s+/)) {
        const equals = word.indexOf('=');
        if (equals > 0) {
          defaults.set(
            word.slice(0, equals),
            unquoted(word.slice(equals + 1, equals + 1 + MAX_IMAGE)),
          );
        }
      }
    } else if (name === 'FROM') {
      inStage = true;
      const { image, stage } = readFrom(rest, defaults);
      const known = pinnedStages.has(image.toLowerCase());
      if (image !== '' && !known) images.push({ line, text: image });
      if (stage !== undefined && (known || isImageDigest(image))) {
        pinnedStages.add(stage.toLowerCase());
      }
    } else if (name === 'RUN') {
      scripts.push({ line, text: runScriptOf(rest) });
    }
  }
  return { path, images, scripts };
}

/** Named by digest, also where an argument gives the digest. */
export function isImageDigest(image: string): boolean {
  return /@sha256:(?:[a-f\d]{64}|\$\{)/.test(image);
}

function readFrom(rest: string, defaults: ReadonlyMap<string, string>) {
  const words = rest.split(/\s+/).filter(word => !word.startsWith('--'));
  const as = words.findIndex(word => word.toLowerCase() === 'as');
  return {
    image: substituted((words[0] ?? '').slice(0, MAX_IMAGE), defaults),
    stage: as > 0 ? words[as + 1] : undefined,
  };
}

/** `$NAME`, `${NAME}` and `${NAME:-word}`, where a default is known; not repeated in what it gives. */
function substituted(text: string, defaults: ReadonlyMap<string, string>) {
  return text.replace(
    /\$(?:(\w{1,100})|\{(\w{1,100})(?::[-+]([^{}]{0,300}))?\})/g,
    (whole, bare, braced, otherwise) =>
      defaults.get(bare ?? braced) ?? otherwise ?? whole,
  );
}

function unquoted(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text);
  return quoted ? quoted[2] : text;
}
