import {
  type Fields,
  fieldsOf,
  isFields,
  readJson,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { formatPurl } from '../../purl';
import { missing, requireVersion } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { packageSwift } from './packageSwift';
import { repositoryPackage } from './swiftPackage';

/** A package of a registry: its identity is `scope.name` (SE-0292). */
function registryPackage(
  identity: string,
  version: string,
): PackageFacts | undefined {
  const dot = identity.indexOf('.');
  if (dot <= 0 || dot === identity.length - 1 || !version) {
    return undefined;
  }
  const purl = formatPurl({
    type: 'swift',
    namespace: identity.slice(0, dot),
    name: identity.slice(dot + 1),
    version,
  });
  return {
    purl,
    name: identity,
    version,
    packageName: identity,
    origin: 'registry',
  };
}

/** A repository on the machine of whoever resolved. */
function localPackage(
  name: string,
  place: string,
  version: string,
): PackageFacts {
  const purl = formatPurl({
    type: 'generic',
    name,
    version,
    qualifiers: { download_url: `file:${place}` },
  });
  return { purl, name, version, packageName: name, origin: 'file' };
}

interface Pin {
  facts?: PackageFacts;
  /** What Package.swift may call it. */
  identity: string;
  place: string;
}

function pinOf(item: unknown): Pin {
  const fields: Fields = isFields(item) ? item : {};
  const state: Fields = isFields(fields.state) ? fields.state : {};
  const version = textOf(state.version) ?? '';
  const identity = textOf(fields.identity) ?? textOf(fields.package) ?? '';
  const place = textOf(fields.location) ?? textOf(fields.repositoryURL) ?? '';
  if (fields.kind === 'registry') {
    return { identity, place, facts: registryPackage(identity, version) };
  }
  if (place.startsWith('/') || place.startsWith('file:')) {
    const name = identity || 'unknown';
    return { identity, place, facts: localPackage(name, place, version) };
  }
  const facts = repositoryPackage(place, version, textOf(state.revision));
  return { identity, place, facts };
}

/** Version 1 keeps the pins in an object of its own. */
function pinsOf(lock: Fields): unknown[] {
  const list = isFields(lock.object) ? lock.object.pins : lock.pins;
  if (!Array.isArray(list)) {
    throw missing('pins');
  }
  return list;
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const lock = fieldsOf(readJson(text), 'the file');
  requireVersion(lock.version, 'version', /^[1-3]$/, '1 to 3');
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const manifest = packageSwift(sibling);
  pinsOf(lock)
    .map(pinOf)
    .forEach(({ facts, identity, place }, index) => {
      const key = String(index);
      if (!facts) {
        warnings.add(
          `the pin of ${quoted(
            identity || place,
          )} names no repository: it was not counted`,
        );
        return;
      }
      builder.add(key, facts);
      if (manifest?.has(identity, place)) {
        builder.require(key, 'unknown');
      } else if (!manifest?.isWhole) {
        builder.leaveDirectOpen(key);
      }
    });
  if (!manifest) {
    warnings.add(
      'no Package.swift beside the lock file: which dependencies are direct is not known',
    );
  }
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(false) },
  };
}

/** `Package.resolved`, version 1 to 3, of the Swift Package Manager and Xcode. */
export const swiftPackageResolved: ManifestReader = {
  id: 'swift-package-resolved',
  title: 'Swift lock file',
  ecosystem: 'SwiftURL',
  matches: name => name === 'Package.resolved',
  companions: ['Package.swift'],
  supersedes: [],
  read,
};
