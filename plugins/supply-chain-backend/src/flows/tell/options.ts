import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';

/** When a group gets what waits for its hour. */
export interface DigestSchedule {
  digest: 'daily' | 'weekly' | 'off';
  hour: number;
  minute: number;
  /** A zone of the IANA database. */
  timeZone: string;
  /** Of weekly digests; 1 is Monday, as in ISO 8601. */
  weekday: number;
}

/** How a group is told. */
export interface GroupOptions extends DigestSchedule {
  /** False: nothing at all. */
  tell: boolean;
}

/** What is so grave that people are told at once. */
export type Urgency = 'exploited' | 'malicious' | 'critical';

/** What `supplyChain.tell` says. */
export interface TellOptions {
  enabled: boolean;
  /** Of groups that are not named. */
  everyone: DigestSchedule;
  /** Of those that are, by entity reference. */
  groups: ReadonlyMap<string, GroupOptions>;
  /** Told of what is nobody's own: stale sources, decisions for the organization. */
  operators: readonly string[];
  atOnce: { for: ReadonlySet<Urgency>; lifecycles: ReadonlySet<string> };
  /** How long before a decision ends it is told. */
  endsAheadMs: number;
  /** Where the portal has the page of the organization. */
  page: string;
}

const KEY = 'supplyChain.tell';
const DAY_MS = 86_400_000;
const URGENCIES = ['exploited', 'malicious', 'critical'] as const;
const DIGESTS = ['daily', 'weekly', 'off'] as const;
const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
const BY_DEFAULT: DigestSchedule = {
  digest: 'daily',
  hour: 9,
  minute: 0,
  timeZone: 'UTC',
  weekday: 1,
};

/** Reads `tell` below `supplyChain`; throws with the path of what is wrong. */
export function readTellOptions(config: Config | undefined): TellOptions {
  const tell = config?.getOptionalConfig('tell');
  const everyone = readSchedule(tell, KEY, BY_DEFAULT);
  return {
    enabled: tell?.getOptionalBoolean('enabled') ?? true,
    everyone,
    groups: readGroups(tell, everyone),
    operators: (tell?.getOptionalStringArray('operators') ?? []).map((ref, i) =>
      groupRef(ref, `${KEY}.operators[${i}]`),
    ),
    atOnce: readAtOnce(tell),
    endsAheadMs: readDaysAhead(tell) * DAY_MS,
    page: readTellPage(config),
  };
}

/** How a group is told. */
export function optionsOf(tell: TellOptions, group: string): GroupOptions {
  return tell.groups.get(group) ?? { tell: true, ...tell.everyone };
}

function readGroups(tell: Config | undefined, everyone: DigestSchedule) {
  const groups = new Map<string, GroupOptions>();
  const list = tell?.getOptionalConfigArray('groups') ?? [];
  list.forEach((group, index) => {
    const path = `${KEY}.groups[${index}]`;
    const ref = groupRef(group.getString('ref'), `${path}.ref`);
    if (groups.has(ref))
      throw new InputError(`${path}.ref: ${ref} is there twice`);
    groups.set(ref, {
      tell: group.getOptionalBoolean('tell') ?? true,
      ...readSchedule(group, path, everyone),
    });
  });
  return groups;
}

function readSchedule(
  config: Config | undefined,
  path: string,
  otherwise: DigestSchedule,
): DigestSchedule {
  const weekday = wordOf(config, 'weekday', path, WEEKDAYS);
  return {
    digest: wordOf(config, 'digest', path, DIGESTS) ?? otherwise.digest,
    ...(readTime(config, path) ?? {
      hour: otherwise.hour,
      minute: otherwise.minute,
    }),
    timeZone: readZone(config, path) ?? otherwise.timeZone,
    weekday: weekday ? WEEKDAYS.indexOf(weekday) + 1 : otherwise.weekday,
  };
}

function wordOf<W extends string>(
  config: Config | undefined,
  key: string,
  path: string,
  words: readonly W[],
): W | undefined {
  const given = config?.getOptionalString(key);
  if (given === undefined) return undefined;
  const word = words.find(known => known === given);
  if (!word) {
    throw new InputError(
      `${path}.${key} is '${given}'; there are ${words.join(', ')}`,
    );
  }
  return word;
}

function readTime(config: Config | undefined, path: string) {
  const given = config?.getOptionalString('at');
  if (given === undefined) return undefined;
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(given);
  if (!time) {
    throw new InputError(
      `${path}.at must be a time such as 09:00, not ${given}`,
    );
  }
  return { hour: Number(time[1]), minute: Number(time[2]) };
}

function readZone(config: Config | undefined, path: string) {
  const zone = config?.getOptionalString('timeZone');
  if (zone !== undefined && !IANAZone.isValidZone(zone)) {
    throw new InputError(
      `${path}.timeZone must be a zone such as Europe/Berlin, not ${zone}`,
    );
  }
  return zone;
}

function groupRef(ref: string, path: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'group' }));
  } catch {
    throw new InputError(`${path} must be an entity reference, not '${ref}'`);
  }
}

function readAtOnce(tell: Config | undefined): TellOptions['atOnce'] {
  const given = tell?.getOptionalStringArray('atOnce.for') ?? URGENCIES;
  const stranger = given.find(
    word => !URGENCIES.some(urgency => urgency === word),
  );
  if (stranger !== undefined) {
    throw new InputError(
      `${KEY}.atOnce.for has '${stranger}'; there are ${URGENCIES.join(', ')}`,
    );
  }
  return {
    for: new Set(given as Urgency[]),
    lifecycles: new Set(
      tell?.getOptionalStringArray('atOnce.lifecycles') ?? ['production'],
    ),
  };
}

function readDaysAhead(tell: Config | undefined): number {
  const days = tell?.getOptionalNumber('decisionEndsDays') ?? 7;
  if (!Number.isInteger(days) || days < 1 || days > 365) {
    throw new InputError(
      `${KEY}.decisionEndsDays must be a whole number from 1 to 365`,
    );
  }
  return days;
}

/** Where the portal has the page of the organization, without its address. */
export function readTellPage(config: Config | undefined): string {
  const page = config?.getOptionalString('tell.page') ?? '/supply-chain';
  if (!/^\/[^/]/.test(page)) {
    throw new InputError(`${KEY}.page must be a path such as /supply-chain`);
  }
  return page.replace(/\/$/, '');
}
