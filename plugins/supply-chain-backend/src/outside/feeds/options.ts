import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HumanDuration } from '@backstage/types';
import { isOsvEcosystem } from '@safety-curtain/advisories';
import {
  duration,
  humanDuration,
  isWebAddress,
} from '../../settings/configValues';
import { readPreset } from '../../settings/schedulePreset';

/** One place that OSV records come from. */
export interface OsvSourceOptions {
  id: string;
  title?: string;
  url?: string;
  ecosystems?: string[];
  path?: string;
  /** Only to try things out: never current. */
  example?: boolean;
  staleAfter?: HumanDuration;
  /** See `AdvisorySource`. */
  leastKept?: number;
}

/** One place that EPSS scores or known exploited vulnerabilities come from. */
export interface FeedOptions {
  id: string;
  url?: string;
  path?: string;
  /** Only to try things out: never current. */
  example?: boolean;
}

/** How old data of a kind may be, in milliseconds. */
export type AdvisoryAgeBounds = Record<
  'osv' | 'epss' | 'kev' | 'vulnrichment',
  number
>;

/** Where advisories and exploit data come from, and how often. */
export interface AdvisoryOptions {
  refreshMs: number;
  /** A cron expression, in UTC, in the place of `refreshMs`. */
  refreshCron?: string;
  staleAfterMs: AdvisoryAgeBounds;
  osv: OsvSourceOptions[];
  epss?: FeedOptions;
  kev?: FeedOptions;
  vulnrichment?: FeedOptions;
}

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Throws where a source is no place, or two have one id. */
export function readAdvisoryOptions(
  config: Config | undefined,
): AdvisoryOptions {
  const options: AdvisoryOptions = {
    refreshMs: duration(config, 'advisories.refresh', HOUR),
    refreshCron: readPreset(config)?.advisories,
    staleAfterMs: {
      osv: duration(config, 'advisories.staleAfter.osv', 2 * DAY),
      epss: duration(config, 'advisories.staleAfter.epss', 3 * DAY),
      kev: duration(config, 'advisories.staleAfter.kev', 2 * DAY),
      vulnrichment: duration(
        config,
        'advisories.staleAfter.vulnrichment',
        7 * DAY,
      ),
    },
    osv: readOsvSources(config),
    epss: readFeed(config, 'epss'),
    kev: readFeed(config, 'kev'),
    vulnrichment: readFeed(config, 'vulnrichment'),
  };
  checkIds(options);
  return options;
}

function readOsvSources(config: Config | undefined): OsvSourceOptions[] {
  const sources = (config?.getOptionalConfigArray('advisories.osv') ?? []).map(
    (source, index) => ({
      id: source.getString('id'),
      title: source.getOptionalString('title'),
      url: source.getOptionalString('url'),
      ecosystems: source.getOptionalStringArray('ecosystems'),
      path: source.getOptionalString('path'),
      example: source.getOptionalBoolean('example'),
      staleAfter: source.has('staleAfter')
        ? humanDuration(source, 'staleAfter', `${osvPath(index)}.staleAfter`)
        : undefined,
      leastKept: source.getOptionalNumber('leastKept'),
    }),
  );
  sources.forEach(checkPlace);
  sources.forEach(checkShare);
  sources.forEach(checkEcosystems);
  return sources;
}

function readFeed(
  config: Config | undefined,
  kind: 'epss' | 'kev' | 'vulnrichment',
): FeedOptions | undefined {
  const feed = config?.getOptionalConfig(`advisories.${kind}`);
  if (!feed) return undefined;
  const options = {
    id: feed.getOptionalString('id') ?? kind,
    url: feed.getOptionalString('url'),
    path: feed.getOptionalString('path'),
    example: feed.getOptionalBoolean('example'),
  };
  checkPlace(options);
  return options;
}

/** What is known of a source is kept under its id, whatever its kind. */
function checkIds({ osv, epss, kev, vulnrichment }: AdvisoryOptions) {
  const known = new Set<string>();
  for (const source of [...osv, epss, kev, vulnrichment]) {
    if (!source) continue;
    if (known.has(source.id)) {
      throw new InputError(
        `supplyChain.advisories has the id '${source.id}' twice`,
      );
    }
    known.add(source.id);
  }
}

/** What is wrong with the name of an ecosystem, for people. */
export function unknownEcosystem(name: string): string {
  return `OSV has no ecosystem '${name}'; it has npm, PyPI, Maven, Go, crates.io, RubyGems and others (upper and lower case count)`;
}

function osvPath(index: number): string {
  return `supplyChain.advisories.osv[${index}]`;
}

function checkEcosystems({ id, ecosystems }: OsvSourceOptions, index: number) {
  if (ecosystems?.length === 0) {
    throw new InputError(
      `${osvPath(
        index,
      )}.ecosystems is empty: name at least one, or leave it out for all`,
    );
  }
  const unknown = ecosystems?.find(name => !isOsvEcosystem(name));
  if (unknown !== undefined) {
    throw new InputError(
      `The advisory source '${id}': ${unknownEcosystem(unknown)}`,
    );
  }
}

function checkShare({ id, leastKept = 0 }: OsvSourceOptions) {
  if (!(leastKept >= 0 && leastKept <= 1)) {
    throw new InputError(
      `leastKept of the advisory source '${id}' must be a number from 0 to 1, not ${leastKept}`,
    );
  }
}

function checkPlace(source: { id: string; url?: string; path?: string }) {
  if (Boolean(source.url) === Boolean(source.path)) {
    throw new InputError(
      `The advisory source '${source.id}' needs either a url or a path`,
    );
  }
  if (source.url !== undefined && !isWebAddress(source.url)) {
    throw new InputError(
      `The url of the advisory source '${source.id}' is not an http(s) address`,
    );
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/.test(source.id)) {
    throw new InputError(
      `The advisory source id '${source.id}' may hold letters, digits, dots, dashes and underscores only`,
    );
  }
}
