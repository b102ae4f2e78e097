/** The day on which the facts below were written down. */
const AS_OF = '2026-11-30';
const YEAR = 365 * 24 * 60 * 60 * 1000;

/**
 * Days after which a release gets no more free security fixes, by image and the beginning of its
 * tag; the published schedules of the projects, of Debian without its long-term support.
 */
const ENDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: {
    '8': '2018-06-17',
    jessie: '2018-06-17',
    '9': '2020-07-18',
    stretch: '2020-07-18',
    '10': '2022-09-10',
    buster: '2022-09-10',
    '11': '2024-08-14',
    bullseye: '2024-08-14',
    '12': '2026-06-10',
    bookworm: '2026-06-10',
  },
  ubuntu: {
    '14.04': '2019-04-25',
    trusty: '2019-04-25',
    '16.04': '2021-04-30',
    xenial: '2021-04-30',
    '18.04': '2023-05-31',
    bionic: '2023-05-31',
    '20.04': '2025-05-31',
    focal: '2025-05-31',
    '22.04': '2027-04-01',
    '24.04': '2029-05-31',
  },
  alpine: {
    '3.15': '2023-11-01',
    '3.16': '2024-05-23',
    '3.17': '2024-11-22',
    '3.18': '2025-05-09',
    '3.19': '2025-11-01',
    '3.20': '2026-04-01',
    '3.21': '2026-11-01',
    '3.22': '2027-05-01',
  },
  node: {
    '10': '2021-04-30',
    '12': '2022-04-30',
    '14': '2023-04-30',
    '16': '2023-09-11',
    '18': '2025-04-30',
    '20': '2026-04-30',
    '22': '2027-04-30',
    '24': '2028-04-30',
  },
  python: {
    '2.7': '2020-01-01',
    '3.6': '2021-12-23',
    '3.7': '2023-06-27',
    '3.8': '2024-10-07',
    '3.9': '2025-10-31',
    '3.10': '2026-10-31',
    '3.11': '2027-10-31',
  },
};

/** The day on which the release of an image ended, where it is over at a time. */
export function endOfLife(
  repository: string,
  tag: string,
  now: Date,
): string | undefined {
  const ends = Object.hasOwn(ENDS, repository) ? ENDS[repository] : undefined;
  if (!ends) return undefined;
  const [release] = tag.split('-', 1);
  const parts = release.split('.');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('.');
    const end = Object.hasOwn(ends, name) ? ends[name] : undefined;
    if (end) return Date.parse(end) < now.getTime() ? end : undefined;
  }
  return undefined;
}

/** What people should know of these facts at a time. */
export function agedFacts(now: Date): string[] {
  return now.getTime() - Date.parse(AS_OF) > YEAR
    ? [`What is known of ends of life is of ${AS_OF}, older than a year.`]
    : [];
}

/** Another number at each time at which what is said here of ends of life changes. */
export function supportEndedBy(now: Date): number {
  const ends = Object.values(ENDS).flatMap(releases => Object.values(releases));
  const over = ends.filter(end => Date.parse(end) < now.getTime());
  return over.length + agedFacts(now).length;
}
