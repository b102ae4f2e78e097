import {
  fingerprintOf,
  Fingerprints,
  type ToolReport,
  type ToolResult,
} from '@safety-curtain/reports';
import { judgeLock, type LockOfFile } from './locks/locks';
import { OwnRegistries } from './locks/places';
import type {
  AllowedRisk,
  PackageRisk,
  RiskOptions,
  RiskPackage,
} from './model';
import { NamePatterns } from './names/ownNames';
import { RiskJudge } from './RiskJudge';
import type { RiskRule } from './rule';
import { riskRules } from './rules';

/** The tool that package risks are reported by. @public */
export const RISK_TOOL = {
  id: 'safety-curtain-packages',
  name: 'Safety Curtain packages',
} as const;

/** A package of a service that something is wrong with. @public */
export interface RiskyPackage extends RiskPackage {
  purl: string;
  /** Undefined where the files do not tell. */
  direct?: boolean;
  /** Where it is: the lock file or manifest; absent where that is in no source. */
  path?: string;
  risks: readonly PackageRisk[];
}

/** What is known of the packages of a service. @public */
export interface ServicePackages {
  /** Only those that something is wrong with are needed. */
  packages: readonly RiskyPackage[];
  locks: readonly LockOfFile[];
  /** What people should know: what was not looked at, and why. */
  notices?: readonly string[];
}

/** Results of a service; nobody works through more. */
const MOST_RESULTS = 2_000;
/** Characters of a message. */
const MOST_TEXT = 1_000;

const rulesById: ReadonlyMap<string, RiskRule> = new Map(
  riskRules.map(rule => [rule.id, rule]),
);
const RANK = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];

/**
 * Risks of the packages of a service as a report of a tool. One risk of a package is one result,
 * however many versions and files have it. The same facts give the same report.
 *
 * @public
 */
export function riskReport(
  { packages, locks, notices = [] }: ServicePackages,
  options: RiskOptions,
): ToolReport {
  const judge = new RiskJudge(options);
  const registries = new OwnRegistries(options.ownRegistries ?? []);
  const found = [
    ...locks.flatMap(lock =>
      judge
        .told(judgeLock(lock, registries))
        .map(risk => lockResult(risk, lock.path)),
    ),
    ...byPackage(packages),
  ];
  const allowed = allowances(options);
  const kept = found.filter(
    ({ named, result }) => !allowed.lets(named, result),
  );
  const fingerprints = new Fingerprints();
  const results = kept
    .map(({ result }) => ({
      ...result,
      fingerprint: fingerprints.unique(result.fingerprint),
    }))
    .sort(byWeight)
    .slice(0, MOST_RESULTS);
  const letBe = found.length - kept.length;
  return {
    tool: RISK_TOOL,
    category: '',
    rules: riskRules.map(({ id, title, description, help, cwes }) => ({
      id,
      title,
      description: `${description} ${help}`,
      cwes: [...cwes],
      tags: ['package-risk'],
    })),
    results,
    notices: [
      ...notices,
      ...(letBe > 0 ? [`Let be by supplyChain.packages.allow: ${letBe}`] : []),
    ],
    ...(kept.length > MOST_RESULTS && {
      cut: { read: MOST_RESULTS, total: kept.length },
      partial: true,
    }),
  };
}

interface Found {
  result: ToolResult;
  /** The package that an allowance names; absent where it is about the file. */
  named?: RiskPackage;
}

/** One for each rule, package and detail: the first of its versions tells of the others. */
function byPackage(packages: readonly RiskyPackage[]): Found[] {
  const groups = new Map<
    string,
    { first: RiskyPackage; risk: PackageRisk; versions: Set<string> }
  >();
  for (const one of packages) {
    for (const risk of one.risks) {
      if (risk.directOnly && !one.direct) continue;
      const { ecosystem, name, version } = one;
      const key = JSON.stringify([risk.rule, ecosystem, name, risk.detail]);
      const group = groups.get(key);
      if (group) group.versions.add(version);
      else {
        groups.set(key, { first: one, risk, versions: new Set([version]) });
      }
    }
  }
  return [...groups.values()].map(({ first, risk, versions }) => {
    const more = versions.size - 1;
    const message =
      more > 0
        ? `${risk.message} (${more} more ${
            more === 1 ? 'version' : 'versions'
          })`
        : risk.message;
    return {
      named: first,
      result: {
        ...resultOf(risk, message, first),
        package: {
          purl: first.purl,
          ecosystem: first.ecosystem,
          name: first.name,
          version: first.version,
          fixedVersions: [],
          ...(first.direct !== undefined && { direct: first.direct }),
        },
        fingerprint: fingerprintOf(
          risk.rule,
          first.ecosystem,
          first.name,
          risk.detail,
        ),
      },
    };
  });
}

function lockResult(
  risk: PackageRisk & { package?: RiskPackage },
  path: string,
): Found {
  const { package: pkg } = risk;
  return {
    named: pkg,
    result: {
      ...resultOf(risk, risk.message, { path }),
      ...(pkg && {
        package: {
          ecosystem: pkg.ecosystem,
          name: pkg.name,
          version: pkg.version,
          fixedVersions: [],
        },
      }),
      fingerprint: fingerprintOf(risk.rule, path, pkg?.name, risk.detail),
    },
  };
}

function resultOf(
  { rule, severity, confidence }: PackageRisk,
  message: string,
  { path }: { path?: string },
): Omit<ToolResult, 'fingerprint'> {
  return {
    kind: 'package-risk',
    rule,
    severity,
    confidence,
    message: shown(message),
    ...(path !== undefined && { place: { path } }),
    fix: rulesById.get(rule)!.help,
  };
}

/** Names are of strangers, and may be long or hold what moves text about. */
function shown(message: string): string {
  return message.replace(/\p{C}/gu, '\ufffd').slice(0, MOST_TEXT);
}

/** The worst first, in one order. */
function byWeight(a: ToolResult, b: ToolResult): number {
  return (
    RANK.indexOf(a.severity) - RANK.indexOf(b.severity) ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}

function allowances({ allow = [], now }: RiskOptions) {
  const inForce = allow
    .filter(({ until }) => until === undefined || new Date(until) > now)
    .map((one: AllowedRisk) => ({
      rule: one.rule,
      names: new NamePatterns([one.package]),
    }));
  return {
    lets: (named: RiskPackage | undefined, { rule }: ToolResult) =>
      named !== undefined &&
      inForce.some(
        one =>
          (one.rule === undefined || one.rule === rule) &&
          one.names.has(named.ecosystem, named.name),
      ),
  };
}
