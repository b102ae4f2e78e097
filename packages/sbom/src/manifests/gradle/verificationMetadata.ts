import {
  attributeOf,
  elementOf,
  elementsOf,
  type Fields,
  InputError,
  readXml,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { hexHash } from '../../input/hashes';
import type { Hash } from '../../model';
import { mavenPackage } from '../maven/mavenPackage';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { givesWayToLockfile } from './projects';

const ROOT = 'verification-metadata';
const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha512'];

/** Describes a package, and is none of it. */
const METADATA = /\.(?:pom|module)$/;

/** The checksums of an artifact, and those of the same file from elsewhere that count as well. */
function hashesOf(artifact: Fields): Hash[] {
  return ALGORITHMS.flatMap(algorithm =>
    elementsOf(artifact, algorithm).flatMap(checksum =>
      [checksum, ...elementsOf(checksum, 'also-trust')].flatMap(
        each => hexHash(algorithm, attributeOf(each, 'value') ?? '') ?? [],
      ),
    ),
  );
}

/** Trusted keys fix an artifact as a checksum does. */
function isSigned(artifact: Fields): boolean {
  return elementsOf(artifact, 'pgp').length > 0;
}

function read({ text }: ReaderInput): ReaderResult {
  const document = readXml(text, { attributes: true });
  if (!(ROOT in document)) {
    throw new InputError(`has no element '${ROOT}'`);
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const list = elementOf(elementOf(document, ROOT), 'components');
  for (const component of elementsOf(list, 'component')) {
    const [group, name, version] = ['group', 'name', 'version'].map(each =>
      attributeOf(component, each),
    );
    if (!group || !name || !version) {
      const label = [group, name, version].map(each => each ?? '').join(':');
      warnings.add(
        `${quoted(
          label,
        )} lacks one of group, name and version: it was not counted`,
      );
      continue;
    }
    const artifacts = elementsOf(component, 'artifact');
    const hashes = artifacts
      .filter(each => !METADATA.test(attributeOf(each, 'name') ?? ''))
      .flatMap(hashesOf);
    builder.add(`${group}:${name}:${version}`, {
      ...mavenPackage(group, name, version),
      hashes,
      hashed: artifacts.some(
        each => hashesOf(each).length > 0 || isSigned(each),
      ),
    });
  }
  if (!builder.isEmpty) {
    warnings.add(
      'the file lists all that Gradle has verified: plugins of the build and versions that gave way ' +
        'to others are among them, and what is shipped is not known',
    );
  }
  builder.leaveDirectOpen();
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: builder.fixings(),
  };
}

/** `gradle/verification-metadata.xml`, schema 1.0 to 1.3 (Gradle, "Verifying dependencies"). */
export const gradleVerificationMetadata: ManifestReader = {
  id: 'gradle-verification-metadata',
  title: 'Gradle verification metadata',
  ecosystem: 'Maven',
  matches: name => name === 'verification-metadata.xml',
  companions: [],
  supersedes: [],
  givesWayTo: givesWayToLockfile,
  read,
};
