import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { withoutCredentials } from '../../input/gitLocation';
import { formatPurl } from '../../purl';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { InputError } from '@safety-curtain/input';
import { quoted, Warnings } from '../warnings';
import { repositoryPackage } from './swiftPackage';

/** `github "owner/name" "1.2.3"`: where from, and the tag or commit. */
const LINE = /^(github|git|binary)\s+"([^"]+)"\s+"([^"]+)"(?:\s*#.*)?$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** Of GitHub, or of a GitHub of one's own, by its address. */
function addressOf(kind: string, place: string): string {
  return kind === 'github' && /^[\w.-]+\/[\w.-]+$/.test(place)
    ? `https://github.com/${place}`
    : place;
}

/** A framework that is not built: a file beside the address tells which versions there are. */
function binaryPackage(place: string, version: string): PackageFacts {
  const address = withoutCredentials(place) ?? `file:${place}`;
  const [last] = address.slice(address.lastIndexOf('/') + 1).split('.', 1);
  const name = last || 'unknown';
  const qualifiers = { download_url: address };
  return {
    purl: formatPurl({ type: 'generic', name, version, qualifiers }),
    name,
    version,
    packageName: name,
    origin: 'url',
  };
}

function factsOf(
  kind: string,
  place: string,
  ref: string,
): PackageFacts | undefined {
  if (kind === 'binary') {
    return binaryPackage(place, ref);
  }
  const address = addressOf(kind, place);
  return COMMIT.test(ref)
    ? repositoryPackage(address, '', ref)
    : repositoryPackage(address, ref.replace(/^v(?=\d)/, ''));
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const asked = sibling('Cartfile');
  const rows = text
    .split(/\r?\n/)
    .map(row => row.trim())
    .filter(row => row !== '' && !row.startsWith('#'));
  if (!rows.some(row => LINE.test(row))) {
    throw new InputError('no line of it is a dependency of Carthage');
  }
  rows.forEach((row, index) => {
    const [, kind = '', place = '', ref = ''] = LINE.exec(row) ?? [];
    const facts = kind ? factsOf(kind, place, ref) : undefined;
    if (!facts) {
      warnings.add(`not a locked dependency: ${quoted(row)}`);
      return;
    }
    builder.add(String(index), facts);
    if (asked?.includes(`"${place}"`)) {
      builder.require(String(index), 'unknown');
    }
  });
  if (asked === undefined) {
    builder.leaveDirectOpen();
    warnings.add(
      'no Cartfile beside the lock file: which dependencies are direct is not known',
    );
  }
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(false) },
  };
}

/** `Cartfile.resolved` of Carthage (its documentation, "Artifacts"). */
export const cartfileResolved: ManifestReader = {
  id: 'cartfile-resolved',
  title: 'Carthage lock file',
  ecosystem: 'SwiftURL',
  matches: name => name === 'Cartfile.resolved',
  companions: ['Cartfile', 'Cartfile.private'],
  supersedes: [],
  read,
};
