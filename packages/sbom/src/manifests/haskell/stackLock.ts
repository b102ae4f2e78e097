import {
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  parseGitLocation,
  withoutCredentials,
} from '../../input/gitLocation';
import { hexHash } from '../../input/hashes';
import { formatPurl } from '../../purl';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { hackagePackage, PACKAGE, VERSION } from './hackagePackage';

/** `name-1.2.3@sha256:…,1234`, `name-1.2.3@rev:2`, `name-1.2.3`. */
function fromHackage(text: string): PackageFacts | undefined {
  const [identity, revision] = text.split('@', 2);
  const dash = identity.lastIndexOf('-');
  const [name, version] = [identity.slice(0, dash), identity.slice(dash + 1)];
  if (dash <= 0 || !PACKAGE.test(name) || !VERSION.test(version)) {
    return undefined;
  }
  // Of the file that describes the package, which may be edited after its release.
  const [integrity] = revision?.split(',', 1) ?? [];
  return { ...hackagePackage(name, version), ...(integrity && { integrity }) };
}

function fromElsewhere(fields: Fields): PackageFacts | undefined {
  const name = textOf(fields.name);
  const version = textOf(fields.version);
  if (!name || !version) {
    return undefined;
  }
  const facts = { name, version, packageName: name };
  const subpath = textOf(fields.subdir);
  const purl = (qualifiers: Record<string, string | undefined>) =>
    formatPurl({ type: 'hackage', name, version, qualifiers, subpath });
  const git = textOf(fields.git);
  if (git) {
    const location = parseGitLocation(git, textOf(fields.commit) ?? '');
    const vcsUrl = location && formatGitLocation(location);
    return {
      ...facts,
      purl: purl({ vcs_url: vcsUrl }),
      origin: 'git',
      ...(vcsUrl && { vcsUrl }),
    };
  }
  const url = textOf(fields.url) ?? textOf(fields.archive);
  if (url) {
    const hash = hexHash('sha256', textOf(fields.sha256) ?? '');
    return {
      ...facts,
      purl: purl({ download_url: withoutCredentials(url) ?? `file:${url}` }),
      origin: 'url',
      ...(hash && { hashes: [hash] }),
    };
  }
  return undefined;
}

function read({ text }: ReaderInput): ReaderResult {
  const lock = fieldsOf(readYaml(text)[0], 'the file');
  for (const list of ['packages', 'snapshots']) {
    if (!Array.isArray(lock[list])) {
      throw missing(list);
    }
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  listOf(lock.packages).forEach((item, index) => {
    const entry: Fields = isFields(item) ? item : {};
    const completed: Fields = isFields(entry.completed) ? entry.completed : {};
    const hackage = textOf(completed.hackage);
    const facts = hackage ? fromHackage(hackage) : fromElsewhere(completed);
    if (facts) {
      builder.add(String(index), facts);
    } else {
      const label = hackage ?? textOf(completed.name) ?? `number ${index + 1}`;
      warnings.add(`the package ${quoted(label)} has no name or no version`);
    }
  });
  builder.leaveDirectOpen();
  warnings.add(
    'the packages of the snapshot are not in the file: only those that stack.yaml adds to it were read',
  );
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}

/** `stack.yaml.lock` (Stack, "Lock files"). */
export const stackLock: ManifestReader = {
  id: 'stack-lock',
  title: 'Stack lock file',
  ecosystem: 'Hackage',
  matches: name => name.endsWith('.yaml.lock') && name.startsWith('stack'),
  companions: [],
  supersedes: [],
  read,
};
