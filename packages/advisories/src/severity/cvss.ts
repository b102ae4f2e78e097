import { fromVector } from 'ae-cvss-calculator';

/** The versions of CVSS that are read. @public */
export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0';

/** A vector that is whole and well-formed, and what it comes to. @public */
export interface CvssScore {
  readonly version: CvssVersion;
  /** 0.0 to 10.0, of all metrics that the vector sets. */
  readonly score: number;
  readonly vector: string;
}

/** One metric of a vector, in the words of the CVSS specification. @public */
export interface CvssMetric {
  /** Such as "Attack Vector". */
  metric: string;
  /** Such as "Network". */
  value: string;
  /** What the value says about the vulnerability. */
  meaning: string;
}

type ParsedVector = NonNullable<ReturnType<typeof fromVector>>;

const MAX_VECTOR_LENGTH = 512;
const PREFIX = /^CVSS:(2\.0|3\.0|3\.1|4\.0)\//;
const METRIC = /^([A-Za-z]{1,3}):([A-Za-z]{1,6})$/;
/**
 * "Safety" is a value of the modified metrics only (CVSS 4.0, section 4.2.2),
 * which the library does not check.
 */
const MISPLACED_SAFETY = /\/S[CIA]:S(?:\/|$)/;

interface Parsed {
  readonly version: CvssVersion;
  readonly vector: ParsedVector;
  /** Short names of the metrics that the text sets. */
  readonly given: ReadonlySet<string | undefined>;
}

function parse(written: string): Parsed | undefined {
  if (written.length > MAX_VECTOR_LENGTH) return undefined;
  const text = written.replace(/\/$/, ''); // some records end in a slash
  const prefix = PREFIX.exec(text);
  const version = (prefix?.[1] ?? '2.0') as CvssVersion;
  const metrics = text
    .slice(prefix?.[0].length ?? 0)
    .replace(/^\((.*)\)$/, '$1')
    .split('/');
  const given = new Set(metrics.map(metric => METRIC.exec(metric)?.[1]));
  // A metric must not be given twice (CVSS 3.1, section 6; 4.0, section 7).
  if (given.has(undefined) || given.size !== metrics.length) return undefined;
  if (version === '4.0' && MISPLACED_SAFETY.test(text)) return undefined;
  const vector = fromVector(text);
  return vector?.getVectorName() === `CVSS:${version}` &&
    vector.isBaseFullyDefined()
    ? { version, vector, given }
    : undefined;
}

/**
 * The score of a CVSS vector of any version; a vector without prefix is of
 * version 2. Undefined where the vector is not well-formed or lacks a base
 * metric.
 *
 * @public
 */
export function scoreVector(text: string): CvssScore | undefined {
  const parsed = parse(text);
  if (!parsed) return undefined;
  const { version, vector } = parsed;
  const score = vector.calculateScores().overall;
  return Number.isFinite(score) ? { version, score, vector: text } : undefined;
}

/**
 * CVSS 4.0 rates confidentiality, integrity and availability twice under the
 * same names: for the vulnerable system, and for what depends on it (section
 * 2.2 and 2.3); also as modified by the environment.
 */
const SYSTEMS: readonly [shortName: RegExp, system: string][] = [
  [/^M?V[CIA]$/, 'Vulnerable System'],
  [/^M?S[CIA]$/, 'Subsequent System'],
];

function metricName(component: { name: string; shortName: string }): string {
  const { name, shortName } = component;
  const system = SYSTEMS.find(([short]) => short.test(shortName))?.[1];
  return system && !name.includes(system) ? `${name} (${system})` : name;
}

/**
 * A vector metric by metric, in the order of the specification. Empty where
 * the vector cannot be read.
 *
 * @public
 */
export function explainVector(text: string): CvssMetric[] {
  const parsed = parse(text);
  if (!parsed) return [];
  return [...parsed.vector.getComponents()]
    .filter(([component]) => parsed.given.has(component.shortName))
    .map(([component, value]) => ({
      metric: metricName(component),
      value: value.name,
      meaning: value.description,
    }));
}
