import type { PackageFacts } from '../../graph/packageFacts';
import { formatPurl } from '../../purl';

/** `name/version@user/channel#revision%time` (Conan, "Conan references"). */
export interface ConanReference {
  name: string;
  version: string;
  user?: string;
  channel?: string;
  /** Of the recipe, by its content. */
  revision?: string;
}

const REFERENCE =
  /^([a-z0-9_][\w+.-]*)\/([^\s/@#%:[\]]+)(?:@(?:([^\s/@#%:]+)(?:\/([^\s@#%:]+))?)?)?(?:#([^\s@#%:]*))?(?:%[\d.]+)?(?::\S*)?$/i;

/** Undefined for what names no exact version. */
export function parseReference(text: string): ConanReference | undefined {
  const found = REFERENCE.exec(text.slice(0, 2000));
  if (!found || text.length > 2000) {
    return undefined;
  }
  const [, name, version, user, channel, revision] = found;
  const isNamed = (part: string | undefined) =>
    part !== undefined && part !== '_' && part !== 'None';
  return {
    name,
    version,
    ...(isNamed(user) && { user }),
    ...(isNamed(channel) && { channel }),
    // Without revisions Conan 1 writes 0.
    ...(revision && revision !== '0' && { revision }),
  };
}

/** A package of ConanCenter, or, with a user, of somewhere else. */
export function conanPackage(
  { name, version, user, channel, revision }: ConanReference,
  path?: string,
): PackageFacts {
  const qualifiers = {
    channel,
    download_url: path === undefined ? undefined : `file:${path}`,
  };
  return {
    purl: formatPurl({
      type: 'conan',
      namespace: user,
      name,
      version,
      qualifiers,
    }),
    name,
    version,
    packageName: name,
    ...(!user && path === undefined && { ecosystem: 'ConanCenter' }),
    ...(revision && { integrity: revision }),
    origin: path === undefined ? 'registry' : 'file',
  };
}
