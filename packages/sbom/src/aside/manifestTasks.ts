import { decodeText } from '@safety-curtain/input';
import { posix } from 'node:path';
import { ManifestError } from '../errors';
import { asksForPackages } from '../manifests/asksForPackages';
import { readManifest } from '../manifests/readManifest';
import type { Manifest, Sibling } from '../model';
import { BundledFiles, FileBundle, openFileBundle } from './fileBundle';
import { HandedManifest, handOver } from './handedManifest';

/** One file of a source. @public */
export interface FileTask {
  /** Within the source. */
  path: string;
  /** The files of the source, that one among them. */
  files: FileBundle;
}

/** A manifest to be read, with what it may ask for. @public */
export interface ManifestTask extends FileTask {
  /** Addresses of the npm registries that are known here. */
  registries?: readonly string[];
  /** POMs of registries, by `group:artifact:version`. */
  poms?: FileBundle;
  /** Where the components go: the path of a file that is not there yet. */
  output: string;
}

/** Reads one manifest; what the engine refuses comes back as `{ error }`. */
export async function readBundledManifest(
  task: ManifestTask,
): Promise<{ manifest: HandedManifest } | { error: string }> {
  try {
    return { manifest: await handOver(read(task), task.output) };
  } catch (error) {
    if (error instanceof ManifestError) return { error: error.reason };
    throw error;
  }
}

/** Whether a manifest that no lock file stands beside asks for packages. */
export function asksForBundledPackages(task: FileTask): boolean | undefined {
  return asksForPackages(task.path, textOf(sourceOf(task.files), task.path));
}

function read({ path, files, registries, poms }: ManifestTask): Manifest {
  const source = sourceOf(files);
  const pomFiles = poms && openFileBundle(poms);
  try {
    return readManifest(path, textOf(source, path), siblingOf(source, path), {
      registries,
      poms: ({ groupId, artifactId, version }) => {
        const pom = pomFiles?.get([groupId, artifactId, version].join(':'));
        return pom && decodeText(pom);
      },
    });
  } finally {
    pomFiles?.close();
  }
}

let last: { file: string; files: BundledFiles } | undefined;

/** Whoever reads one manifest of a source reads the next: its files stay open. */
function sourceOf(bundle: FileBundle): BundledFiles {
  if (last?.file === bundle.file) return last.files;
  last?.files.close();
  last = undefined;
  const files = openFileBundle(bundle);
  last = { file: bundle.file, files };
  return files;
}

function textOf(files: BundledFiles, path: string): string {
  const content = files.get(path);
  if (!content) throw new Error(`${path} is not among the files`);
  return decodeText(content);
}

function siblingOf(files: BundledFiles, path: string): Sibling {
  const folder = posix.dirname(path);
  const sibling: Sibling = relative => {
    const neighbor = files.get(posix.join(folder, relative));
    return neighbor && decodeText(neighbor);
  };
  sibling.paths = () => pathsBelow(folder, files.paths());
  return sibling;
}

/** The paths below a folder, `.` for that of the source, relative to it. */
function pathsBelow(folder: string, paths: Iterable<string>): string[] {
  const start = folder === '.' ? '' : `${folder}/`;
  return [...paths]
    .filter(each => each.startsWith(start))
    .map(each => each.slice(start.length));
}
