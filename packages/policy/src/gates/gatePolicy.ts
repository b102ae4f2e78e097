import type { PolicyServices } from '../definitions/services';
import type { Severity } from '../facts/serviceFacts';
import type { PackageMatch } from '../packages/packageMatch';

/** What a gate says, the mildest first. @public */
export const gateOutcomes = ['allow', 'warn', 'block'] as const;

/** What a gate says of a build, or one line of it. @public */
export type GateOutcome = (typeof gateOutcomes)[number];

/** From how many on a line warns or blocks; never where absent. @public */
export interface GateThreshold {
  warn?: number;
  block?: number;
}

/** Where a package is needed. @public */
export type GateScope = 'runtime' | 'optional' | 'development' | 'unknown';

/** Severities that have a line of their own. @public */
export type GateSeverity = Severity | 'none' | 'unknown';

/** Kinds of findings beside vulnerabilities, as a policy writes them. @public */
export type GateKind =
  | 'code'
  | 'secret'
  | 'configuration'
  | 'package-risk'
  | 'provenance';

/** What cannot be told, each with a line of its own: a gate does not pass what it did not see. @public */
export type GateBlindSpot =
  | 'unreadable'
  | 'notLookedAt'
  | 'nothingToScan'
  | 'neverScanned'
  | 'staleData';

/** When a build may pass. @public */
export interface GatePolicy {
  /** As people know it. */
  name: string;
  services: PolicyServices;
  /** Nothing blocks: what would, warns. */
  warnOnly: boolean;
  findings: {
    /** Findings of packages that are needed elsewhere only do not count. */
    scopes: readonly GateScope[];
    /** Findings of what comes in through others do not count. */
    onlyDirect: boolean;
    /** With a base, what was there before does not count. */
    onlyNew: boolean;
    severities: Readonly<Record<GateSeverity, GateThreshold>>;
    /** Of what tools and inspections report, each kind by its severities. */
    kinds: Readonly<
      Record<GateKind, Readonly<Record<GateSeverity, GateThreshold>>>
    >;
    malicious: GateOutcome;
    knownExploited: GateOutcome;
    /** Past its due date. */
    overdue: GateOutcome;
    /** What somebody decided to live with for a time. */
    accepted: GateOutcome;
    epss?: {
      measure: 'probability' | 'percentile';
      atLeast: number;
      outcome: GateOutcome;
    };
    /** Vulnerabilities that do not count, by any of their ids. */
    except: readonly string[];
  };
  licenses: {
    denied: GateOutcome;
    review: GateOutcome;
    unknown: GateOutcome;
    /** Packages whose licenses do not count. */
    except: readonly PackageMatch[];
  };
  packages: {
    deny: readonly PackageMatch[];
    /** Brought in for the first time. */
    new: GateOutcome;
    /** New to the organization, and nobody has approved it. */
    unapproved: GateOutcome;
  };
  /** The lowest score of OpenSSF Scorecard that a package's project may have. */
  scorecard?: { atLeast: number; outcome: GateOutcome };
  cannotTell: Readonly<Record<GateBlindSpot, GateOutcome>>;
}

/** Nothing counts; what is left out of a kind is so. */
const allowAll: Readonly<Record<GateSeverity, GateThreshold>> = {
  critical: {},
  high: {},
  medium: {},
  low: {},
  none: {},
  unknown: {},
};

/**
 * Any critical finding, anything known to be exploited or malicious, a denied license and a file
 * that cannot be read block; so do five findings of high severity, of which fewer warn. What is not
 * known warns, and so do secrets of high severity and whatever else tools find to be critical.
 *
 * @public
 */
export const defaultGatePolicy: GatePolicy = {
  name: 'default',
  services: { lifecycles: [], tags: [], systems: [], owners: [] },
  warnOnly: false,
  findings: {
    scopes: ['runtime', 'optional', 'development', 'unknown'],
    onlyDirect: false,
    onlyNew: true,
    severities: {
      critical: { block: 1 },
      high: { warn: 1, block: 5 },
      medium: {},
      low: {},
      none: {},
      unknown: { warn: 1 },
    },
    kinds: {
      code: { ...allowAll, critical: { warn: 1 } },
      secret: { ...allowAll, critical: { warn: 1 }, high: { warn: 1 } },
      configuration: { ...allowAll, critical: { warn: 1 } },
      'package-risk': {
        ...allowAll,
        critical: { warn: 1 },
        high: { warn: 1 },
      },
      provenance: { ...allowAll, critical: { warn: 1 }, high: { warn: 1 } },
    },
    malicious: 'block',
    knownExploited: 'block',
    overdue: 'allow',
    accepted: 'allow',
    except: [],
  },
  licenses: { denied: 'block', review: 'allow', unknown: 'allow', except: [] },
  packages: { deny: [], new: 'allow', unapproved: 'allow' },
  cannotTell: {
    unreadable: 'block',
    notLookedAt: 'warn',
    nothingToScan: 'warn',
    neverScanned: 'warn',
    staleData: 'warn',
  },
};
