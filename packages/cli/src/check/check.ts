import { npmRegistries } from '@safety-curtain/npm-configuration';
import type { DistributionModel } from '@safety-curtain/licenses';
import {
  type GateBase,
  type GateFacts,
  type GateReport,
  gateReportOf,
  judgeGate,
} from '@safety-curtain/policy';
import { readConfiguration } from '../configuration/configuration';
import type { Decisions } from '../decisions/Decisions';
import { readDecisions } from '../decisions/readDecisions';
import { type Advisories, readAdvisories } from '../input/advisories';
import { NothingReadError, readSource, type Source } from '../input/source';
import { printNotes } from '../output/streams';
import { type Finding, findVulnerabilities } from '../scan/findings';
import { gateComponentsOf } from './components';
import { type Exploitation, readExploitation } from '../input/exploitation';
import { exitCodeOf } from './exitCode';
import { type FailOn, failOn } from './failOn';
import { gateFindingsOf } from '../scan/gateFindings';
import { gitBase } from './gitBase';
import { inspectPlace, readToolReports } from '../inspect/toolReports';
import { packageRisksOf } from './packageRisks';
import { notAsked, staleDataOf } from './knownToday';
import { readPolicyFile } from './policyFile';
import { reportedBy } from './reported';
import type { CheckFormat } from './formats';
import { writeReport } from './writeReport';
import { writeVex } from './writeVex';
import { counted } from '../output/counted';

/** How a place is looked at, and how what is written is written. */
export interface Writing {
  format: CheckFormat;
  warnExitCode: number;
  /** Globs of what is left out below a folder. */
  exclude: string[];
  commentKey?: string;
  link?: string;
}

/** What tools say of a place, and what was before it. */
export interface Compared {
  /** A folder, lock file or SBOM that was before. */
  base?: string;
  /** A revision whose merge base with HEAD was before. */
  baseRef?: string;
  /** Reports of other tools about the place, and about what was before. */
  report: string[];
  baseReport: string[];
  /** Whether workflows, containers and texts are inspected. */
  inspect: boolean;
}

/** What may be said beside the place. */
export interface CheckOptions extends Writing, Compared {
  advisories: string[];
  /** A file with a policy, or several. */
  policy?: string;
  /** The policy of the file. */
  gate?: string;
  /** The mildest severity that blocks, whatever the policy says. */
  failOn?: FailOn;
  vex: string[];
  ignoreFiles: boolean;
  /** A file that says what is ignored and left out. */
  config?: string;
  product: string[];
  kev?: string;
  epss?: string;
  distribution: DistributionModel;
  /** Days, of any data; where absent each kind has its own bound. */
  maxDataAge?: number;
}

export const VEX: CheckFormat = 'cyclonedx-vex';

/** Writes what a gate says of a place, and ends with the code of that. */
export async function check(
  place: string,
  options: CheckOptions,
): Promise<void> {
  const startedAt = new Date();
  const policy = failOn(
    readPolicyFile(options.policy, options.gate),
    options.failOn,
  );
  const seen = await look(place, options, startedAt);
  const base = await baseOf(place, options, seen);
  const facts = {
    ...seen.facts,
    notLookedAt: [...seen.facts.notLookedAt, ...notAsked(policy, options)],
    staleData: staleDataOf(policy, seen, options.maxDataAge, startedAt),
  };
  const verdict = judgeGate(policy, facts, base);
  const report = gateReportOf(verdict, {
    subject: seen.source.inventory.subject.name,
    policy,
    most: Infinity,
  });
  const vex = () =>
    writeVex(seen.source.inventory.subject, seen.found, startedAt);
  finish(report, seen.facts, vex, options, startedAt);
}

/** Writes what was judged, and ends with the code of that. */
export function finish(
  report: GateReport,
  facts: Pick<GateFacts, 'findings' | 'reported'>,
  vex: () => string,
  { format, commentKey: key, link, warnExitCode }: Writing,
  startedAt: Date,
): void {
  process.stdout.write(
    writeReport(report, facts, vex, { format, key, link, startedAt }),
  );
  if (format === 'gitlab') printNotes(leftOutOf(facts, report));
  process.exitCode = exitCodeOf(report, warnExitCode);
}

/** What GitLab's report of dependencies has no place for. */
function leftOutOf(
  { findings, reported = [] }: Pick<GateFacts, 'findings' | 'reported'>,
  { reasons }: GateReport,
): string[] {
  const nowhere = findings.filter(({ manifests }) => manifests.length === 0);
  const others = reasons.filter(({ components }) => components.count > 0);
  return [
    nowhere.length > 0 &&
      `GitLab's report leaves out ${counted(
        nowhere.length,
        'finding that is',
        'findings that are',
      )} in no file`,
    reported.length > 0 &&
      `GitLab's report leaves out ${counted(
        reported.length,
        'finding that is',
        'findings that are',
      )} not about dependencies`,
    others.length > 0 &&
      `GitLab's report leaves out what these lines say: ${others
        .map(({ line }) => line)
        .join(', ')}`,
  ].filter(note => typeof note === 'string');
}

/** How a place, and its base, are looked at. */
interface Looking {
  advisories: Advisories;
  decisions: Decisions;
  exploitation: Exploitation;
}

interface Seen extends Looking {
  source: Source;
  found: readonly Finding[];
  facts: Omit<GateFacts, 'staleData'>;
}

async function look(
  place: string,
  options: CheckOptions,
  now: Date,
): Promise<Seen> {
  const advisories = readAdvisories(options.advisories);
  const exploitation = readExploitation(options);
  const { ignores } = readConfiguration(options.config);
  const source = await sourceOf(place, excluded(options));
  const { vex, ignoreFiles } = options;
  const decided = readDecisions(
    { vex, ignores, ...(ignoreFiles && { ignoreFiles: source.ignoreFiles }) },
    now,
  );
  const { decisions } = decided;
  printNotes([...advisories.notes, ...source.notes, ...decided.notes]);
  const looking = { advisories, decisions, exploitation };
  const { manifests } = source.inventory;
  const { found, ...packages } = packagesOf(source, looking, options);
  const facts: Seen['facts'] = {
    ...(await withReported(
      packages,
      { source, place, files: options.report, looking },
      options,
      now,
    )),
    nothingToScan: manifests.every(one => one.components.length === 0),
    neverScanned: false,
  };
  printNotes(decided.unmet());
  return { ...looking, source, found, facts };
}

/** By options, and by the configuration. */
function excluded({ exclude, config }: CheckOptions): string[] {
  return [...exclude, ...readConfiguration(config).exclude];
}

/** A place without anything that could be read is one, too: the gate says what that means. */
export async function sourceOf(
  place: string,
  exclude: readonly string[],
): Promise<Source> {
  try {
    return readSource(place, { registries: await npmRegistries(), exclude });
  } catch (error) {
    if (error instanceof NothingReadError) return error.source;
    throw error;
  }
}

function packagesOf(
  { inventory }: Source,
  { advisories, decisions, exploitation }: Looking,
  { product: products, distribution }: CheckOptions,
): Pick<Judged, 'findings' | 'components'> & { found: Finding[] } {
  const found = findVulnerabilities(inventory, advisories.indexFor(inventory), {
    decisions,
    products,
  });
  return {
    found,
    findings: gateFindingsOf(found, exploitation),
    components: gateComponentsOf(inventory, distribution),
  };
}

/** What is known of a place: what is in it, and what could not be seen of it. */
type Judged = Required<
  Pick<
    GateFacts,
    'findings' | 'components' | 'reported' | 'unreadable' | 'notLookedAt'
  >
>;

/** With what inspections and other tools found, and what nobody looked at. */
async function withReported(
  { findings, components }: Pick<Judged, 'findings' | 'components'>,
  from: {
    source: Source;
    place: string;
    files: readonly string[];
    looking: Looking;
  },
  options: CheckOptions,
  now: Date,
): Promise<Judged> {
  const { source, looking } = from;
  const risks = packageRisksOf(source.inventory, now);
  const told = readToolReports(from.files);
  const inspected = options.inspect
    ? await inspectPlace(from.place, excluded(options), now)
    : { reports: [], notes: [], notLookedAt: [] };
  printNotes([...told.notes, ...inspected.notes]);
  const more = reportedBy([risks, ...told.reports, ...inspected.reports], {
    known: findings,
    exploitation: looking.exploitation,
    ignores: options.ignoreFiles,
  });
  return {
    findings: [...findings, ...more.findings],
    components,
    reported: more.reported,
    unreadable: source.unreadable,
    notLookedAt: [
      ...source.notLookedAt,
      ...told.notLookedAt,
      ...inspected.notLookedAt,
      ...looking.advisories.uncovered(source.inventory),
    ],
  };
}

/** What was before, where that is asked for. What cannot be read there is taken for new here. */
async function baseOf(
  place: string,
  options: CheckOptions,
  looking: Looking,
): Promise<GateBase | undefined> {
  const { base, baseRef } = options;
  const read = async (from: string, what: string): Promise<GateBase> => {
    const source = await sourceOf(from, excluded(options));
    printNotes(source.notes.map(note => `base: ${note}`));
    const packages = packagesOf(source, looking, options);
    const seen = { source, place: from, files: options.baseReport, looking };
    return {
      what,
      ...(await withReported(packages, seen, options, new Date())),
    };
  };
  if (base !== undefined) return read(base, base);
  if (baseRef === undefined) return undefined;
  const before = gitBase(place, baseRef);
  try {
    return await read(before.place, before.what);
  } finally {
    before.remove();
  }
}
