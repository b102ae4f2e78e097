import { isCve } from '../records/ids';
import { FeedError } from './feedError';

/** One entry of CISA's Known Exploited Vulnerabilities catalog. @public */
export interface KevEntry {
  cve: string;
  /** `YYYY-MM-DD`. */
  dateAdded: string;
  /** Until when United States agencies must act, `YYYY-MM-DD`. */
  dueDate?: string;
  /** Known to be used in ransomware campaigns. */
  ransomware: boolean;
  vendor: string;
  product: string;
  /** The catalog's name of the vulnerability. */
  name: string;
  requiredAction?: string;
}

/** CISA's catalog of known exploited vulnerabilities. @public */
export interface KevCatalog {
  catalogVersion: string;
  /** RFC 3339. */
  dateReleased: string;
  /** In the catalog's order. */
  entries: KevEntry[];
}

type Fields = Record<string, unknown>;

const MAX_ENTRIES = 100_000;
const MAX_TEXT = 4_096;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function fail(reason: string): never {
  throw new FeedError('KEV', reason);
}

function toFields(value: unknown, at: string): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : fail(`${at} is no object`);
}

function toText(value: unknown, at: string): string {
  return typeof value === 'string' && value.length <= MAX_TEXT
    ? value
    : fail(`${at} is no text of at most ${MAX_TEXT} characters`);
}

function toDay(value: unknown, at: string): string {
  const text = toText(value, at);
  return DAY.test(text) ? text : fail(`${at} is no day`);
}

function readEntry(value: unknown, at: string): KevEntry {
  const fields = toFields(value, at);
  const cve = toText(fields.cveID, `${at}.cveID`);
  if (!isCve(cve)) fail(`${at}.cveID is no CVE id`);
  const { dueDate, requiredAction } = fields;
  return {
    cve,
    dateAdded: toDay(fields.dateAdded, `${at}.dateAdded`),
    ...(dueDate ? { dueDate: toDay(dueDate, `${at}.dueDate`) } : {}),
    ransomware: fields.knownRansomwareCampaignUse === 'Known',
    vendor: toText(fields.vendorProject, `${at}.vendorProject`),
    product: toText(fields.product, `${at}.product`),
    name: toText(fields.vulnerabilityName, `${at}.vulnerabilityName`),
    ...(requiredAction
      ? { requiredAction: toText(requiredAction, `${at}.requiredAction`) }
      : {}),
  };
}

function toDocument(json: unknown): unknown {
  if (typeof json !== 'string') return json;
  try {
    return JSON.parse(json);
  } catch (error) {
    return fail(`the text is no JSON: ${(error as Error).message}`);
  }
}

/**
 * Reads CISA's catalog in its JSON form.
 *
 * @param json - The text, or the document already parsed.
 * @throws FeedError that names the entry and the field.
 *
 * @public
 */
export function parseKev(json: unknown): KevCatalog {
  const document = toFields(toDocument(json), 'the catalog');
  const { vulnerabilities } = document;
  if (!Array.isArray(vulnerabilities)) fail('vulnerabilities is no list');
  if (vulnerabilities.length > MAX_ENTRIES) {
    fail(`vulnerabilities has more than ${MAX_ENTRIES} entries`);
  }
  const { count } = document;
  if (typeof count === 'number' && count !== vulnerabilities.length) {
    fail(`vulnerabilities has ${vulnerabilities.length} entries, not ${count}`);
  }
  return {
    catalogVersion: toText(document.catalogVersion, 'catalogVersion'),
    dateReleased: toText(document.dateReleased, 'dateReleased'),
    entries: vulnerabilities.map((entry, i) =>
      readEntry(entry, `vulnerabilities[${i}]`),
    ),
  };
}
