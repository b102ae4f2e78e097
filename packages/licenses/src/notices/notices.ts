import { canonicalTerm } from '../expressions/canonical';
import { licenseTerms } from '../expressions/format';
import { LicenseError } from '../expressions/licenseError';
import { LicenseTerm } from '../expressions/licenseNode';
import { parseLicense } from '../expressions/parse';
import { findException, findLicense } from '../list/licenseList';
import { licenseText } from '../list/licenseText';

/** One package of the document. @public */
export interface NoticeEntry {
  purl: string;
  name: string;
  version: string;
  /** `known` with an expression, or why there is none. */
  state: 'known' | 'unknown' | 'ambiguous' | 'conflicting';
  expression?: string;
  /** Copyright lines as the package has them. */
  copyright?: string;
  /** Linked where it is an http or https address. */
  homepage?: string;
}

/** What the attribution document is about. @public */
export interface NoticeInput {
  /** The service or product. */
  subject: string;
  release?: string;
  /** ISO 8601, as it is to be shown. */
  generatedAt: string;
  entries: Iterable<NoticeEntry>;
}

/** A license or exception text with the packages that it covers. */
export interface NoticeSection {
  /** All ids of the text: `GPL-2.0-only` and `GPL-2.0-or-later` share theirs. */
  ids: string[];
  /** Of the ids, in their order. */
  names: string[];
  /** Absent for `LicenseRef-…` and additions, which only their authors can give. */
  text?: string;
  entries: NoticeEntry[];
}

/** The document, arranged for writing. */
export interface NoticeContent {
  subject: string;
  release?: string;
  generatedAt: string;
  /** All packages. */
  count: number;
  /** Packages whose license is not known, or known not to be there. */
  unsettled: NoticeEntry[];
  sections: NoticeSection[];
}

/**
 * Groups packages by the texts that go with them, so that each text is there
 * once. A package with a choice of licenses stands under each of them. Sorted
 * by id and by package.
 */
export function arrangeNotices(input: NoticeInput): NoticeContent {
  const entries = [...input.entries].sort(compareEntries);
  const unsettled: NoticeEntry[] = [];
  const byId = new Map<string, NoticeEntry[]>();
  for (const entry of entries) {
    const ids = textIds(entry);
    if (ids.length === 0) unsettled.push(entry);
    for (const id of ids) {
      const group = byId.get(id);
      if (group) group.push(entry);
      else byId.set(id, [entry]);
    }
  }
  return {
    subject: input.subject,
    release: input.release,
    generatedAt: input.generatedAt,
    count: entries.length,
    unsettled,
    sections: joinEqualTexts(byId),
  };
}

/** Ids of the licenses and exceptions of a package; none where it is not settled. */
function textIds(entry: NoticeEntry): string[] {
  if (entry.state !== 'known' || entry.expression === undefined) return [];
  const ids = new Set<string>();
  for (const term of termsOf(entry.expression)) {
    const { id, exception } = canonicalTerm(term);
    ids.add(id);
    if (exception) ids.add(exception);
  }
  return [...ids];
}

/** One wrong expression must not cost the document; its package is not settled. */
function termsOf(expression: string): LicenseTerm[] {
  try {
    return licenseTerms(parseLicense(expression));
  } catch (error) {
    if (error instanceof LicenseError) return [];
    throw error;
  }
}

function joinEqualTexts(
  byId: ReadonlyMap<string, NoticeEntry[]>,
): NoticeSection[] {
  const byText = new Map<string, NoticeSection>();
  for (const id of [...byId.keys()].sort()) {
    const text = licenseText(id);
    const name = (findLicense(id) ?? findException(id))?.name ?? id;
    const section = text === undefined ? undefined : byText.get(text);
    if (section) {
      section.ids.push(id);
      section.names.push(name);
      const all = new Set([...section.entries, ...byId.get(id)!]);
      section.entries = [...all].sort(compareEntries);
    } else {
      byText.set(text ?? id, {
        ids: [id],
        names: [name],
        text,
        entries: byId.get(id)!,
      });
    }
  }
  return [...byText.values()];
}

function compareEntries(a: NoticeEntry, b: NoticeEntry): number {
  return (
    compareText(a.name, b.name) ||
    compareText(a.version, b.version) ||
    compareText(a.purl, b.purl)
  );
}

/** By code units: the same on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
