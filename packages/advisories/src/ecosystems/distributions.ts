/** What a purl says of the release that a package of a distribution is for. */
interface Release {
  /** Qualifier `distro` in lower case, without the distribution's name where it begins so. */
  text: string;
  /** The numbers of it, from the first on: `8.10`. */
  numbers?: string;
  version: string;
}

/** A distribution that OSV has records of. */
export interface Distribution {
  /** OSV's name, without a release. */
  ecosystem: string;
  /** Whether packages of a release are the distribution's; absent where all are. */
  covers?: (numbers: string | undefined) => boolean;
  /** The release as OSV has it after a colon; undefined where the purl does not tell. */
  release?: (of: Release) => string | undefined;
  /** Whether records name source packages, or binary ones (OSV schema, "Defined ecosystems"). */
  named: 'source' | 'binary';
}

const first = (numbers: string | undefined) => numbers?.split('.')[0];

/** `3.18` of `3.18.4`. */
function branch(numbers: string | undefined): string | undefined {
  return /^\d+\.\d+/.exec(numbers ?? '')?.[0];
}

/** Debian's own list of releases (distro-info-data, debian.csv); `sid` is none. */
const DEBIAN_NAMES: ReadonlyMap<string, string> = new Map([
  ['wheezy', '7'],
  ['jessie', '8'],
  ['stretch', '9'],
  ['buster', '10'],
  ['bullseye', '11'],
  ['bookworm', '12'],
  ['trixie', '13'],
  ['forky', '14'],
]);

/** The same of Ubuntu (ubuntu.csv), as far as OSV has records. */
const UBUNTU_NAMES: ReadonlyMap<string, string> = new Map([
  ['trusty', '14.04'],
  ['xenial', '16.04'],
  ['bionic', '18.04'],
  ['focal', '20.04'],
  ['jammy', '22.04'],
  ['kinetic', '22.10'],
  ['lunar', '23.04'],
  ['mantic', '23.10'],
  ['noble', '24.04'],
  ['oracular', '24.10'],
  ['plucky', '25.04'],
  ['questing', '25.10'],
]);

const byName = (names: ReadonlyMap<string, string>, text: string) =>
  text
    .split(/[^a-z]+/)
    .map(word => names.get(word))
    .find(found => found !== undefined);

/** Every second year in April is one of long-term support. */
function ubuntuRelease({ text, numbers, version }: Release) {
  const release = branch(numbers) ?? byName(UBUNTU_NAMES, text);
  if (release === undefined) return undefined;
  const [year, month] = release.split('.');
  const support = month === '04' && Number(year) % 2 === 0 ? ':LTS' : '';
  // Versions say that they come out of Expanded Security Maintenance.
  const isPro = support !== '' && /[+~.]esm\d/.test(version);
  return `${isPro ? 'Pro:' : ''}${release}${support}`;
}

/** `15.5` of SUSE Linux Enterprise is `15 SP5`. */
function suseRelease({ text, numbers }: Release) {
  if (numbers === undefined) return undefined;
  if (/micro/.test(text)) {
    const product = /^5/.test(numbers)
      ? 'Linux Enterprise Micro'
      : 'Linux Micro';
    return `${product} ${branch(numbers) ?? numbers}`;
  }
  const [major, pack] = numbers.split('.');
  const isPack = pack !== undefined && pack !== '0';
  return `Linux Enterprise Server ${major}${isPack ? ` SP${pack}` : ''}`;
}

function openSuseRelease({ text, numbers }: Release) {
  if (text.includes('tumbleweed')) return 'Tumbleweed';
  const product = text.includes('micro') ? 'Leap Micro' : 'Leap';
  return numbers && `${product} ${branch(numbers) ?? numbers}`;
}

/** `22.03` with or without `(LTS-SP2)`, as the file `os-release` writes it. */
function openEulerRelease({ text, numbers }: Release) {
  const long = /lts(?:[-\s]*sp(\d))?/.exec(text);
  const pack = long?.[1] ? `-SP${long[1]}` : '';
  return numbers && `${branch(numbers)}${long ? `-LTS${pack}` : ''}`;
}

const redHat: Distribution = {
  ecosystem: 'Red Hat',
  // The streams of a major version all begin so: baseos, appstream, crb.
  release: ({ numbers }) => numbers && `enterprise_linux:${first(numbers)}`,
  named: 'binary',
};
const alma: Distribution = {
  ecosystem: 'AlmaLinux',
  release: ({ numbers }) => first(numbers),
  named: 'binary',
};
const rocky: Distribution = {
  ecosystem: 'Rocky Linux',
  release: ({ numbers }) => first(numbers),
  named: 'source',
};
const suse: Distribution = {
  ecosystem: 'SUSE',
  release: suseRelease,
  named: 'source',
};
const openSuse: Distribution = {
  ecosystem: 'openSUSE',
  release: openSuseRelease,
  named: 'source',
};
const azure: Distribution = {
  ecosystem: 'Azure Linux',
  release: ({ numbers }) => first(numbers),
  named: 'binary',
};
const rolling = (ecosystem: string): Distribution => ({
  ecosystem,
  named: 'source',
});

/**
 * By purl type and namespace, as Syft (the `ID` of os-release), Trivy (names of its own) and cdxgen
 * write it.
 */
const DISTRIBUTIONS: ReadonlyMap<string, Distribution> = new Map<
  string,
  Distribution
>([
  [
    'apk/alpine',
    {
      ecosystem: 'Alpine',
      release: ({ numbers }) => {
        const release = branch(numbers);
        return release && `v${release}`;
      },
      named: 'source',
    },
  ],
  [
    'apk/alpaquita',
    {
      ecosystem: 'Alpaquita',
      release: ({ text, numbers }) =>
        text.includes('stream') ? 'stream' : first(numbers),
      named: 'source',
    },
  ],
  ['apk/chainguard', rolling('Chainguard')],
  ['apk/minimos', rolling('MinimOS')],
  ['apk/wolfi', rolling('Wolfi')],
  [
    'deb/debian',
    {
      ecosystem: 'Debian',
      release: ({ text, numbers }) =>
        first(numbers) ?? byName(DEBIAN_NAMES, text),
      named: 'source',
    },
  ],
  ['deb/echo', rolling('Echo')],
  [
    'deb/ubuntu',
    { ecosystem: 'Ubuntu', release: ubuntuRelease, named: 'source' },
  ],
  ['rpm/alma', alma],
  ['rpm/almalinux', alma],
  ['rpm/azurelinux', azure],
  ['rpm/cbl-mariner', azure],
  [
    'rpm/centos',
    {
      ...redHat,
      // Later ones are no rebuilds but come before Red Hat's.
      covers: numbers => Number(first(numbers)) <= 8,
    },
  ],
  [
    'rpm/mageia',
    {
      ecosystem: 'Mageia',
      release: ({ numbers }) => first(numbers),
      named: 'source',
    },
  ],
  ['rpm/mariner', azure],
  [
    'rpm/openeuler',
    { ecosystem: 'openEuler', release: openEulerRelease, named: 'source' },
  ],
  ['rpm/opensuse', openSuse],
  ['rpm/opensuse-leap', openSuse],
  ['rpm/opensuse-leap-micro', openSuse],
  ['rpm/opensuse-tumbleweed', openSuse],
  ['rpm/opensuse.leap', openSuse],
  ['rpm/opensuse.tumbleweed', openSuse],
  [
    'rpm/photon',
    {
      ecosystem: 'Photon OS',
      release: ({ numbers }) =>
        numbers && (branch(numbers) ?? `${first(numbers)}.0`),
      named: 'binary',
    },
  ],
  ['rpm/redhat', redHat],
  ['rpm/rhel', redHat],
  ['rpm/rocky', rocky],
  ['rpm/rocky-linux', rocky],
  ['rpm/rockylinux', rocky],
  ['rpm/sle-micro', suse],
  ['rpm/sled', suse],
  ['rpm/sles', suse],
  ['rpm/sles_sap', suse],
  ['rpm/suse', suse],
]);

/** OSV's names of all distributions. */
export const DISTRIBUTION_NAMES: readonly string[] = [
  ...new Set([...DISTRIBUTIONS.values()].map(({ ecosystem }) => ecosystem)),
];

/** Types whose namespace is the distribution, not part of the name. */
const TYPES_OF_DISTRIBUTIONS: ReadonlySet<string> = new Set([
  'apk',
  'deb',
  'rpm',
]);

/** Whether a purl type is one of packages of operating systems. */
export function isOfDistribution(type: string): boolean {
  return TYPES_OF_DISTRIBUTIONS.has(type.toLowerCase());
}

/** The distribution of a purl's type and namespace. */
export function distributionOf(
  type: string,
  namespace = '',
): Distribution | undefined {
  return DISTRIBUTIONS.get(`${type}/${namespace}`.toLowerCase());
}

/** Longer ones name no release. */
const MAX_DISTRO = 200;

/** The ecosystem with its release, as far as the qualifiers tell. */
export function ecosystemWithRelease(
  { ecosystem, release, covers }: Distribution,
  namespace: string,
  { distro = '', distro_name: named = '' }: Readonly<Record<string, string>>,
  version: string,
): string | undefined {
  // The namespace may tell, too: `opensuse-tumbleweed`.
  const text = `${namespace} ${distro} ${named}`
    .toLowerCase()
    .slice(0, MAX_DISTRO);
  const numbers = /\d+(?:\.\d+)*/.exec(distro.slice(0, MAX_DISTRO))?.[0];
  if (covers?.(numbers) === false) return undefined;
  const found = release?.({ text, numbers, version });
  return found ? `${ecosystem}:${found}` : ecosystem;
}
