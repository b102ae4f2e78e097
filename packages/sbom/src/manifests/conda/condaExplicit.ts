import { boundMemory } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { labeledHashes } from '../../input/hashes';
import type { Hash } from '../../model';
import { missing } from '../lockVersion';
import { indexPackage } from '../python/pypiPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { condaPackage, parseArchiveUrl } from './condaPackage';

/** A line may be a package. */
const COSTS = { '\n': 300 };

/** What conda-lock notes for pip, which conda takes for a comment. */
const PIP = /^# pip ([\w.-]+) @ (\S+)(?: --hash=(sha256:[0-9a-f]{64}))?/;

/** The version in the name of a wheel or a source archive. */
function versionOfArchive(url: string): string | undefined {
  const [path] = url.slice(0, 4000).split(/[?#]/, 1);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const wheel = /^[\w.]+-([\w.!+]+)-.+\.whl$/.exec(file)?.[1];
  return wheel ?? /-(\d[\w.!+]*?)\.(?:tar\.\w+|zip)$/.exec(file)?.[1];
}

/** `#` and an MD5 sum, or `#sha256:` and that. */
function hashesOf(mark = ''): Hash[] {
  return labeledHashes([mark.includes(':') ? mark : `md5:${mark}`]);
}

function read({ text }: ReaderInput): ReaderResult {
  boundMemory(text, COSTS);
  const warnings = new Warnings();
  const builder = new GraphBuilder();
  let isExplicit = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const [, name, url, hash] = PIP.exec(line) ?? [];
    if (line === '@EXPLICIT') {
      isExplicit = true;
    } else if (name !== undefined) {
      const version = versionOfArchive(url);
      if (version) {
        builder.add(`pip ${name} ${version}`, {
          ...indexPackage(name, version),
          hashes: labeledHashes(hash ? [hash] : []),
        });
      } else warnings.add(`no version: ${quoted(line)}`);
    } else if (line !== '' && !line.startsWith('#')) {
      const [address, mark] = line.split('#', 2);
      const archive = parseArchiveUrl(address);
      if (archive) {
        const { name: own, version, build, channel } = archive;
        builder.add(`${own} ${version}`, {
          ...condaPackage(own, version, { build, channel }),
          hashes: hashesOf(mark),
        });
      } else warnings.add(`not the address of a package: ${quoted(line)}`);
    }
  }
  if (!isExplicit) throw missing('@EXPLICIT');
  builder.leaveDirectOpen();
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}

/**
 * Addresses of all packages of an environment (conda, "Building identical conda environments"), as
 * conda-lock renders them for each platform.
 */
export const condaExplicit: ManifestReader = {
  id: 'conda-explicit',
  title: 'conda explicit list',
  matches: name =>
    /^conda-(?:linux|osx|win)-\w+\.lock$/.test(name) ||
    /^(?:conda[-_.])?(?:explicit|spec-file)(?:[-_.][\w.-]+)?\.(?:txt|lock)$/.test(
      name,
    ),
  companions: [],
  supersedes: [],
  read,
};
