import { type Fields, listOf, textOf } from '@safety-curtain/input';
import type { PackageFacts } from '../../graph/packageFacts';
import { hexHash } from '../../input/hashes';
import {
  indexPackage,
  normalizeName,
  PROJECT_NAME,
  sourcePackage,
} from '../python/pypiPackage';
import { condaPackage, nameOfSpec, parseArchiveUrl } from './condaPackage';

/** A package of a Pixi lock file. */
export interface PixiPackage {
  /** Kind and name, by which others depend on it. */
  key: string;
  facts: PackageFacts;
  /** Of each dependency the keys that may answer it, the likelier first. */
  needs: string[][];
}

export const condaKey = (name: string) => `conda ${name.toLowerCase()}`;
export const pypiKey = (name: string) => `pypi ${normalizeName(name)}`;

function detailsOf(fields: Fields): Pick<PackageFacts, 'hashes' | 'license'> {
  const hashes = ['sha256', 'md5'].flatMap(
    algorithm => hexHash(algorithm, textOf(fields[algorithm]) ?? '') ?? [],
  );
  const license = textOf(fields.license);
  return { hashes, ...(license && { license }) };
}

function fromConda(place: string, fields: Fields): PixiPackage | undefined {
  const archive = parseArchiveUrl(place);
  const name = textOf(fields.name) ?? archive?.name;
  const version = textOf(fields.version) ?? archive?.version;
  if (!name || !version) {
    return undefined;
  }
  return {
    key: condaKey(name),
    facts: {
      ...condaPackage(name, version, { channel: archive?.channel }),
      ...detailsOf(fields),
    },
    needs: listOf(fields.depends).map(spec => [
      condaKey(nameOfSpec(textOf(spec) ?? '')),
    ]),
  };
}

/** Of the index; `git+…` and `direct+…` are from elsewhere, a path is a folder or file. */
function pypiFacts(name: string, version: string, place: string): PackageFacts {
  if (place.startsWith('git+')) {
    const [location, commit] = place.split('#', 2);
    const pinned = commit ?? /@([0-9a-f]{40})$/.exec(location)?.[1];
    const bare = location.replace(/@[0-9a-f]{40}$/, '').replace(/\?.*$/s, '');
    return sourcePackage(name, version, {
      origin: 'git',
      location: bare,
      commit: pinned,
    });
  }
  if (/^direct\+/.test(place)) {
    const location = place.replace(/^direct\+/, '');
    return sourcePackage(name, version, { origin: 'url', location });
  }
  return /^https?:/.test(place)
    ? indexPackage(name, version)
    : sourcePackage(name, version, { origin: 'file', location: place });
}

function fromIndex(place: string, fields: Fields): PixiPackage | undefined {
  const name = textOf(fields.name);
  const version = textOf(fields.version);
  if (!name || !version) {
    return undefined;
  }
  return {
    key: pypiKey(name),
    facts: { ...pypiFacts(name, version, place), ...detailsOf(fields) },
    needs: listOf(fields.requires_dist).flatMap(item => {
      const need = PROJECT_NAME.exec(textOf(item) ?? '')?.[0];
      // What conda has installed answers pip as well.
      return need ? [[pypiKey(need), condaKey(need)]] : [];
    }),
  };
}

/** The project itself, and what it builds of its own folders. */
function isOwn(place: string, fields: Fields): boolean {
  const isFolder = /^\.{0,2}(?:\/|$)/.test(place);
  return (
    (isFolder && /^\.?\/?$/.test(place)) ||
    (isFolder && fields.editable === 'true') ||
    fields.source !== undefined
  );
}

/**
 * A package by its address: `own` for one of the project, undefined where its name or version is not
 * known. Before version 6 an entry has its `kind`, from then on its address stands under that.
 */
export function pixiPackage(
  place: string,
  fields: Fields,
): PixiPackage | 'own' | undefined {
  if (isOwn(place, fields)) {
    return 'own';
  }
  const isConda = fields.conda !== undefined || fields.kind === 'conda';
  return isConda ? fromConda(place, fields) : fromIndex(place, fields);
}
