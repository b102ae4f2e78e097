import { InputError } from '@safety-curtain/input';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { type OsRelease, osRelease } from './osRelease';
import {
  type Origin,
  type SystemPackage,
  SystemPackages,
  unreadEntries,
} from './systemPackages';

/** One paragraph: values by field in lower case, continued lines joined. */
type Paragraph = ReadonlyMap<string, string>;

/** Fields that are looked at; descriptions may be long. */
const FIELDS: ReadonlySet<string> = new Set([
  'package',
  'status',
  'version',
  'source',
  'architecture',
  'maintainer',
  'depends',
  'pre-depends',
  'provides',
]);

const FIELD = /^([A-Za-z][\w-]*):\s*(.*)$/;
const NAME = /^[A-Za-z0-9][\w.+-]{0,254}$/;
const VERSION = /^[\w.+~:-]{1,250}$/;

/** Paragraphs of Debian's control syntax (Debian Policy, section 5.1). */
function* paragraphs(text: string): Generator<Paragraph> {
  let fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      if (fields.size > 0) yield fields;
      fields = new Map();
      last = undefined;
    } else if (/^[ \t]/.test(line)) {
      if (last && FIELDS.has(last)) {
        fields.set(last, `${fields.get(last)} ${line.trim()}`);
      }
    } else {
      const [, name, value] = FIELD.exec(line) ?? [];
      if (name === undefined) {
        throw new InputError('a line is neither a field nor goes on with one');
      }
      last = name.toLowerCase();
      if (FIELDS.has(last) || fields.size === 0) fields.set(last, value);
    }
  }
  if (fields.size > 0) yield fields;
}

/** `a (>= 1) | b:any, c` as lists of names. */
function alternatives(text = ''): string[][] {
  return text
    .split(',')
    .map(item =>
      item.split('|').flatMap(one => /^\s*([\w.+-]+)/.exec(one)?.[1] ?? []),
    )
    .filter(names => names.length > 0);
}

/** `name (version)`; without a version it is the package's own. */
function upstreamOf(source: string | undefined): string | undefined {
  const [, name, version] =
    /^([\w.+-]+)(?:\s*\(([^)\s]+)\))?/.exec(source ?? '') ?? [];
  return version ? `${name}@${version}` : name;
}

/** The last word of three: what became of the package (dpkg-query, "package status"). */
function isInstalled(fields: Paragraph, isListed: boolean): boolean {
  const status = fields.get('status');
  return status === undefined
    ? isListed
    : /\binstalled$/.test(status) &&
        !/not-installed$|half-installed$/.test(status);
}

class DpkgStatus {
  private count = 0;

  constructor(private readonly input: ReaderInput) {}

  read(): ReaderResult {
    const all = [...paragraphs(this.input.text)];
    if (!all.some(fields => fields.has('package'))) {
      throw new InputError('no list of installed packages: it names none');
    }
    const { path, sibling } = this.input;
    // Images without a package manager have one file for each package, and no state.
    const isListed = /(?:^|\/)status\.d\//.test(path);
    const release = osRelease(sibling, isListed ? '../../../../' : '../../../');
    const packages = new SystemPackages(originOf(path, release, all));
    if (!release) {
      packages.warnings.add(
        'there is no os-release in the same file system: of which release its packages are is not known',
      );
    }
    for (const fields of all) {
      const found = isInstalled(fields, isListed) && packageOf(fields);
      if (found) packages.add(found);
      else if (found === undefined) this.count += 1;
    }
    if (this.count > 0) {
      packages.warnings.add(unreadEntries(this.count));
    }
    return packages.result();
  }
}

function packageOf(fields: Paragraph): SystemPackage | undefined {
  const name = fields.get('package') ?? '';
  const version = fields.get('version') ?? '';
  if (!NAME.test(name) || !VERSION.test(version)) {
    return undefined;
  }
  const architecture = fields.get('architecture');
  const upstream = upstreamOf(fields.get('source'));
  return {
    name,
    version,
    ...(architecture && { architecture }),
    ...(upstream && { upstream }),
    provides: alternatives(fields.get('provides')).flat(),
    depends: [
      ...alternatives(fields.get('pre-depends')),
      ...alternatives(fields.get('depends')),
    ],
  };
}

/** Without os-release, those who maintain the packages say whose they are. */
function originOf(
  path: string,
  release: OsRelease | undefined,
  all: readonly Paragraph[],
): Origin {
  if (/(?:^|\/)opkg\/status$/.test(path)) {
    return {
      type: 'opkg',
      namespace: release?.id ?? 'openwrt',
      distro: release?.distro,
    };
  }
  const isUbuntu = all.some(fields =>
    /@(?:lists\.)?ubuntu\.com/.test(fields.get('maintainer') ?? ''),
  );
  return {
    type: 'deb',
    namespace: release?.id ?? (isUbuntu ? 'ubuntu' : 'debian'),
    distro: release?.distro,
  };
}

/** `var/lib/dpkg/status`, `var/lib/dpkg/status.d/*` of distroless images, and opkg's `status`. */
export const dpkgStatus: ManifestReader = {
  id: 'dpkg-status',
  title: 'installed packages of dpkg',
  matches: (name, path) =>
    /(?:^|\/)(?:dpkg|opkg)\/status$/.test(path) ||
    (/(?:^|\/)dpkg\/status\.d\/[^/]+$/.test(path) &&
      !name.endsWith('.md5sums')),
  companions: ['os-release'],
  supersedes: [],
  read: input => new DpkgStatus(input).read(),
};
