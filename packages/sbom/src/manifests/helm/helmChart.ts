import { InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { withoutCredentials } from '../../input/gitLocation';
import type { LockState } from '../../locks/lockState';
import { formatPurl } from '../../purl';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { type ChartEntry, chartEntries } from './chart';

/** Helm takes `1.2` for a range (Masterminds semver); a version has three numbers. */
const EXACT = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const MAX_VERSION = 256;

function isExact(version: string): boolean {
  return version.length <= MAX_VERSION && EXACT.test(version);
}

function factsOf(
  { name, repository }: ChartEntry,
  version: string,
): PackageFacts {
  const place = repository?.includes('://')
    ? withoutCredentials(repository)?.replace(/\/$/, '')
    : undefined;
  const purl = formatPurl({
    type: 'helm',
    name,
    version,
    qualifiers: { repository_url: place },
  });
  return {
    purl,
    name,
    version,
    packageName: name,
    origin: 'registry',
    // The lock file has one digest over all of them, and none of an archive.
    unhashable: true,
  };
}

const isOwn = ({ repository }: ChartEntry) =>
  repository === undefined || repository.startsWith('file:');

class Charts {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();

  constructor(private readonly declared: readonly ChartEntry[]) {}

  /** Charts of the project's own are not counted; the dependencies of those that are lie in them. */
  add(entries: readonly ChartEntry[]): number {
    let open = 0;
    for (const entry of entries.filter(each => !isOwn(each))) {
      const { name, version } = entry;
      if (version === undefined || !isExact(version)) {
        open += 1;
        this.warnings.add(
          `the chart ${quoted(
            name,
          )} is asked for in no exact version: it is not counted`,
        );
      } else {
        const facts = factsOf(entry, version);
        this.builder.add(facts.purl, facts);
        this.builder.require(facts.purl, this.scopeOf(entry));
      }
    }
    return open;
  }

  result(
    nameless: number,
    lock: LockState,
    fields: { name?: string; version?: string },
  ): ReaderResult {
    if (nameless > 0) {
      this.warnings.add(
        `${nameless} dependencies have no name and are not counted`,
      );
    }
    return {
      ...(fields.name && {
        root: { name: fields.name, version: fields.version },
      }),
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { ...this.builder.fixings(false), ...lock },
    };
  }

  private scopeOf({ name }: ChartEntry) {
    const own = this.declared.filter(each => each.name === name);
    const isOptional = own.length > 0 && own.every(({ optional }) => optional);
    return isOptional ? 'optional' : 'runtime';
  }
}

/** What of a manifest a lock file does not have. */
function difference(
  declared: readonly ChartEntry[],
  locked: readonly ChartEntry[],
): string | undefined {
  const versions = Map.groupBy(locked, ({ name }) => name);
  const apart = declared.find(
    ({ name, version }) =>
      !versions.has(name) ||
      (version !== undefined &&
        isExact(version) &&
        !versions.get(name)!.some(each => each.version === version)),
  );
  return apart && `the manifest asks for ${quoted(apart.name)} otherwise`;
}

function readLock({ text, sibling }: ReaderInput): ReaderResult {
  const { entries, nameless, isLock } = chartEntries(text);
  if (!isLock) throw missing('digest');
  const beside = sibling('Chart.yaml');
  const manifest = beside === undefined ? undefined : declaredIn(beside);
  const charts = new Charts(manifest?.entries ?? []);
  charts.add(entries);
  const apart = manifest && difference(manifest.entries, entries);
  return charts.result(
    nameless,
    {
      locked: true,
      ...(manifest && { inStep: apart === undefined }),
      ...(apart && { difference: apart }),
    },
    manifest ?? {},
  );
}

function declaredIn(text: string) {
  try {
    return chartEntries(text);
  } catch {
    return undefined;
  }
}

function readChart({ text }: ReaderInput): ReaderResult {
  const chart = chartEntries(text);
  if (!chart.isChart) throw missing('name');
  if (chart.entries.length === 0 && chart.nameless > 0) {
    throw new InputError('none of its dependencies has a name');
  }
  const charts = new Charts(chart.entries);
  const open = charts.add(chart.entries);
  return charts.result(chart.nameless, { locked: open === 0 }, chart);
}

/** `Chart.lock` of Helm 3 (Helm 2 called it otherwise). */
export const helmLock: ManifestReader = {
  id: 'helm-lock',
  title: 'Helm lock file',
  matches: name => name === 'Chart.lock',
  companions: [],
  supersedes: ['Chart.yaml'],
  read: readLock,
};

/** `Chart.yaml` without a lock file beside it: what it asks for in exact versions. */
export const helmChart: ManifestReader = {
  id: 'helm-chart',
  title: 'Helm chart',
  matches: name => name === 'Chart.yaml',
  companions: [],
  supersedes: [],
  read: readChart,
};
