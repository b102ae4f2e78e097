import type { Confidence, ResultSeverity } from '@safety-curtain/reports';
import type {
  PackageRisk,
  ReleaseFacts,
  RiskOptions,
  RiskPackage,
} from './model';
import { judgeName } from './names/names';
import { NamePatterns } from './names/ownNames';
import { popularNames } from './names/popular';
import type { KnownNames } from './names/wellKnown';
import { judgeRelease } from './releases/releases';
import { riskRules } from './rules';

/** Raised when a rule finds other things in the same packages. */
const VERSION = 1;

const RANK: Record<Confidence, number> = { low: 0, medium: 1, high: 2 };
const DAY_MS = 86_400_000;
/** What has been there for so long is nobody's trap: those are found within days. */
const ESTABLISHED_DAYS = 2 * 365;

/** Judges packages by names and facts; made once for many. @public */
export class RiskJudge {
  readonly #options: RiskOptions;
  readonly #severities: ReadonlyMap<string, ResultSeverity>;
  readonly #own: NamePatterns;
  readonly #published: NamePatterns;
  readonly #ownNames = new Map<string, KnownNames | undefined>();

  constructor(options: RiskOptions) {
    this.#options = options;
    this.#own = new NamePatterns(options.ownPackages ?? []);
    this.#published = new NamePatterns(options.publishedPackages ?? []);
    const set = new Map(
      options.rules?.map(({ id, severity }) => [id, severity]),
    );
    this.#severities = new Map(
      riskRules.flatMap(({ id, severity }) => {
        const level = set.get(id) ?? severity;
        return level === 'off' ? [] : [[id, level] as const];
      }),
    );
  }

  /** What is wrong with a package version, the worst first; nothing that is off or too unsure. */
  judge(pkg: RiskPackage, facts: ReleaseFacts = {}): PackageRisk[] {
    const {
      now,
      newReleaseDays = 3,
      newPackageDays = 30,
      abandonedYears = 4,
    } = this.#options;
    const isOwn = this.isOwn(pkg);
    const name = isOwn
      ? undefined
      : judgeName(pkg, this.#ownNamesOf(pkg.ecosystem));
    const releases = judgeRelease(pkg, facts, {
      now,
      newReleaseDays,
      newPackageDays,
      abandonedYears,
      isOwn,
      isPublished: this.#published.has(pkg.ecosystem, pkg.name),
    });
    return this.told([
      ...(name ? [weighed(name, facts, now)] : []),
      ...releases,
    ]);
  }

  /** Whether a name is one of the organization's own. */
  isOwn({ ecosystem, name }: Pick<RiskPackage, 'ecosystem' | 'name'>): boolean {
    return this.#own.has(ecosystem, name);
  }

  /** Those that are to be told of, with their severities. */
  told(risks: readonly Omit<PackageRisk, 'severity'>[]): PackageRisk[] {
    const least = RANK[this.#options.leastConfidence ?? 'medium'];
    return risks.flatMap(risk => {
      const severity = this.#severities.get(risk.rule);
      // What somebody switched on is told of, however unsure.
      const isAsked = this.#options.rules?.some(({ id }) => id === risk.rule);
      return severity && (isAsked || RANK[risk.confidence] >= least)
        ? [{ ...risk, severity }]
        : [];
    });
  }

  #ownNamesOf(ecosystem: string): KnownNames | undefined {
    if (!this.#ownNames.has(ecosystem)) {
      this.#ownNames.set(ecosystem, this.#own.known(ecosystem));
    }
    return this.#ownNames.get(ecosystem);
  }
}

/** A name that has been in its registry for years is less likely a trap. */
function weighed(
  risk: Omit<PackageRisk, 'severity'>,
  { firstPublishedAt }: ReleaseFacts,
  now: Date,
): Omit<PackageRisk, 'severity'> {
  if (!firstPublishedAt || risk.rule === 'similar-own-name') return risk;
  const days = (now.getTime() - firstPublishedAt.getTime()) / DAY_MS;
  const since = firstPublishedAt.toISOString().slice(0, 10);
  return days > ESTABLISHED_DAYS
    ? {
        ...risk,
        confidence: 'low',
        message: `${risk.message} It has been there since ${since}.`,
      }
    : risk;
}

/**
 * Names what packages are judged by, without the time of day: where it is another, packages that did
 * not change may have other risks.
 *
 * @public
 */
export function risksAsOf({
  now,
  allow = [],
  ...options
}: RiskOptions): string {
  const inForce = allow.filter(
    ({ until }) => until === undefined || new Date(until) > now,
  );
  const dates = [...popularNames.values()].map(({ asOf }) => asOf);
  return JSON.stringify([VERSION, dates, options, inForce]);
}
