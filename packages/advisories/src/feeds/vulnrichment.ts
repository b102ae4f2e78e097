import { isCve } from '../records/ids';
import { FeedError } from './feedError';

/** What CISA says of a vulnerability beside its severity (SSVC, "Coordinator" decision points). @public */
export interface VulnrichmentEntry {
  cve: string;
  exploitation?: 'none' | 'poc' | 'active';
  /** Whether the steps of an attack can be automated (SSVC, "Automatable" 2.0.0). */
  automatable?: boolean;
  /** What an attacker gains (SSVC, "Technical Impact" 1.0.0). */
  technicalImpact?: 'partial' | 'total';
  /** RFC 3339: when it was said. */
  timestamp?: string;
}

type Fields = Record<string, unknown>;

/** Containers and metrics of one record, at the most: real ones have a handful. */
const MAX_PARTS = 100;

/**
 * Reads what a CVE record (CVE JSON 5, as CISA's Vulnrichment repository publishes them) says in
 * its SSVC metrics.
 *
 * @returns undefined where the record has none
 * @throws FeedError where it is no CVE record
 *
 * @public
 */
export function readVulnrichment(
  record: unknown,
): VulnrichmentEntry | undefined {
  const cve = textIn(fieldsIn(fieldsOf(record).cveMetadata).cveId);
  if (cve === undefined || !isCve(cve)) {
    throw new FeedError('Vulnrichment', 'it is no CVE record');
  }
  const { adp } = fieldsIn(fieldsOf(record).containers);
  for (const container of listOf(adp)) {
    for (const metric of listOf(fieldsIn(container).metrics)) {
      const other = fieldsIn(fieldsIn(metric).other);
      if (other.type === 'ssvc') return readSsvc(cve, fieldsIn(other.content));
    }
  }
  return undefined;
}

function readSsvc(cve: string, content: Fields): VulnrichmentEntry {
  // Each option is an object with one key.
  const said = Object.assign(
    {},
    ...listOf(content.options).map(fieldsIn),
  ) as Fields;
  const exploitation = wordIn(said.Exploitation, ['none', 'poc', 'active']);
  const automatable = wordIn(said.Automatable, ['yes', 'no']);
  const impact = wordIn(said['Technical Impact'], ['partial', 'total']);
  const timestamp = textIn(content.timestamp);
  return {
    cve,
    ...(exploitation && { exploitation }),
    ...(automatable && { automatable: automatable === 'yes' }),
    ...(impact && { technicalImpact: impact }),
    ...(timestamp !== undefined &&
      !Number.isNaN(Date.parse(timestamp)) && { timestamp }),
  };
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FeedError('Vulnrichment', 'it is no CVE record');
  }
  return value as Fields;
}

function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_PARTS) : [];
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** CISA writes the words in either case. */
function wordIn<T extends string>(value: unknown, words: T[]): T | undefined {
  const text = textIn(value)?.toLowerCase();
  return words.find(word => word === text);
}
