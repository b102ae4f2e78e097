import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import path from 'node:path';
import { EXCLUDE_ANNOTATION } from '../../settings/annotations';
import {
  maskSecrets,
  visibleAddress,
  visiblePath,
} from '../../messages/secrets';

/** Where a target is read from. */
export interface SourceLocation {
  /** `url`: through an integration; `file`: a folder of this machine. */
  type: 'url' | 'file';
  /** An address, or an absolute folder path. */
  target: string;
  /** Folders below it that are left out, without slashes at either end. */
  exclude: string[];
}

/**
 * The source of an entity: its `backstage.io/source-location`, else the folder
 * of the file that describes it. A relative `file:` location counts from the
 * folder of that file.
 *
 * Throws an `InputError` that tells an entity's author what to add.
 */
export function sourceLocationOf(entity: Entity): SourceLocation {
  const annotations = entity.metadata.annotations ?? {};
  const managedBy = parseRef(annotations[ANNOTATION_LOCATION]);
  const named = parseRef(annotations[ANNOTATION_SOURCE_LOCATION]);
  const exclude = (annotations[EXCLUDE_ANNOTATION] ?? '')
    .split(',')
    .map(folder => folder.trim().replace(/^(\.?\/)+|\/+$/g, ''))
    .filter(Boolean);

  const location = named ?? managedBy;
  if (!location) {
    throw new InputError(
      `The entity has no ${ANNOTATION_SOURCE_LOCATION} annotation`,
    );
  }
  if (location.type === 'url') {
    return {
      type: 'url',
      target: folderAddress(location.target, !named),
      exclude,
    };
  }
  if (location.type === 'file' || location.type === 'dir') {
    const base =
      managedBy?.type === 'file' ? path.dirname(managedBy.target) : undefined;
    if (!path.isAbsolute(location.target) && !base) {
      throw new InputError(
        `The source location '${location.target}' is relative, and the entity does not come from a file`,
      );
    }
    const target = named
      ? path.resolve(base ?? '/', location.target)
      : path.dirname(location.target);
    return { type: 'file', target, exclude };
  }
  throw new InputError(
    `Sources of the type '${location.type}' cannot be read; use url: or file:`,
  );
}

/** The host that a location is read from, `''` for this machine. */
export function hostOf(location: SourceLocation): string {
  if (location.type === 'file') return '';
  return new URL(location.target).host;
}

/** The address as events of its repository may name it: without credentials and query. */
export function repositoryAddress(location: SourceLocation): string | null {
  if (location.type !== 'url' || !URL.canParse(location.target)) return null;
  const { origin, pathname } = new URL(location.target);
  return origin + visiblePath(pathname);
}

/** The location for people: without credentials. */
export function describeLocation(location: SourceLocation): string {
  if (location.type === 'file') return location.target;
  return visibleAddress(location.target);
}

function parseRef(ref: string | undefined) {
  if (!ref) return undefined;
  try {
    return parseLocationRef(ref);
  } catch {
    throw new InputError(
      `'${maskSecrets(
        ref,
      )}' is not a location; write it like url:https://… or file:…`,
    );
  }
}

/** A descriptor's address stands for the folder that it lies in. */
function folderAddress(address: string, isDescriptor: boolean): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new InputError(`'${maskSecrets(address)}' is not an address`);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InputError(`Sources are not read over ${url.protocol}`);
  }
  if (isDescriptor) url.pathname = url.pathname.replace(/[^/]*$/, '');
  return url.toString();
}
