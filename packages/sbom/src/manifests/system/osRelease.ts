import type { Sibling } from '../../model';

/** What a root file system says of the distribution that it is of (os-release(5)). */
export interface OsRelease {
  /** `debian`, `alpine`; lower case. */
  id: string;
  /** `debian-12`, as the qualifier `distro` of a purl has it. */
  distro: string;
}

/** Longer files are none. */
const MAX_LENGTH = 16_384;
const LINE = /^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/;

/**
 * The distribution of the file system that a database of packages lies in.
 *
 * @param root - from the folder of the database to the root: `../../../`
 */
export function osRelease(
  sibling: Sibling,
  root: string,
): OsRelease | undefined {
  const text =
    sibling(`${root}etc/os-release`) ?? sibling(`${root}usr/lib/os-release`);
  if (text === undefined || text.length > MAX_LENGTH) {
    return undefined;
  }
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, ...values] = LINE.exec(line.trim()) ?? [];
    const value = values.find(each => each !== undefined);
    if (key && value) fields.set(key, value);
  }
  const id = fields.get('ID')?.toLowerCase();
  if (!id || !/^[a-z0-9._-]{1,64}$/.test(id)) {
    return undefined;
  }
  const version = fields.get('VERSION_ID') ?? fields.get('VERSION_CODENAME');
  // Service packs of openEuler stand in the version for people only.
  const pack = /\((LTS[\w-]*)\)/.exec(fields.get('VERSION') ?? '')?.[1];
  return { id, distro: [id, version, pack].filter(Boolean).join('-') };
}
