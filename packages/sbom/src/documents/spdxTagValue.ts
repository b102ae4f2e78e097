import { type Fields, InputError } from '@safety-curtain/input';
import { limits } from '../limits';

/** Tags that have one value, by their names in the JSON form (SPDX 2.3, clauses 6 to 10). */
const DOCUMENT_TAGS: ReadonlyMap<string, string> = new Map([
  ['SPDXVersion', 'spdxVersion'],
  ['DocumentName', 'name'],
  ['DocumentNamespace', 'documentNamespace'],
]);

const PACKAGE_TAGS: ReadonlyMap<string, string> = new Map([
  ['SPDXID', 'SPDXID'],
  ['PackageVersion', 'versionInfo'],
  ['PackageSupplier', 'supplier'],
  ['PackageOriginator', 'originator'],
  ['PackageDownloadLocation', 'downloadLocation'],
  ['PackageHomePage', 'homepage'],
  ['PackageLicenseConcluded', 'licenseConcluded'],
  ['PackageLicenseDeclared', 'licenseDeclared'],
  ['PackageCopyrightText', 'copyrightText'],
  ['PackageSourceInfo', 'sourceInfo'],
  ['PackageComment', 'comment'],
  ['PrimaryPackagePurpose', 'primaryPackagePurpose'],
]);

/** Tags that begin something else, to which the tags that follow belong. */
const OTHER_SECTIONS: ReadonlySet<string> = new Set([
  'FileName',
  'SnippetSPDXID',
  'Reviewer',
]);

type Collected = Map<string, unknown>;

interface TagValue {
  tag: string;
  value: string;
  line: number;
}

/** The pairs of a tag-value text; a value in `<text>…</text>` may take many lines. */
function* tagValues(text: string): Generator<TagValue> {
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    let end = endOfLine(text, start);
    const first = text.slice(start, end).trim();
    const opened = line;
    if (first !== '' && !first.startsWith('#')) {
      const pair = /^([A-Za-z][A-Za-z0-9-]*):\s*/.exec(first);
      if (!pair) {
        throw new InputError(
          `not valid SPDX tag-value, at line ${line}: no tag and its value`,
        );
      }
      let value = first.slice(pair[0].length);
      if (value.startsWith('<text>')) {
        const open = text.indexOf('<text>', start) + '<text>'.length;
        const close = text.indexOf('</text>', open);
        if (close < 0) {
          throw new InputError(
            `not valid SPDX tag-value, at line ${line}: <text> has no end`,
          );
        }
        value = text.slice(open, close);
        line += linesIn(value);
        end = endOfLine(text, close);
      }
      yield { tag: pair[1], value: value.trim(), line: opened };
    }
    start = end + 1;
  }
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline < 0 ? text.length : newline;
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}

/** Collects pairs as the JSON form has them. */
class SpdxTags {
  private readonly document: Collected = new Map();
  private readonly creation: Collected = new Map();
  private readonly creators: string[] = [];
  private readonly packages: Fields[] = [];
  private readonly licenses: Fields[] = [];
  private readonly relationships: Fields[] = [];
  /** Where the next tag belongs; undefined in a file or snippet, which are left out. */
  private section: 'document' | 'package' | 'license' | undefined = 'document';
  private open: Collected = new Map();
  private checksums: Fields[] = [];
  private references: Fields[] = [];

  take({ tag, value, line }: TagValue): void {
    if (this.takeAnywhere(tag, value, line) || this.opens(tag, value)) {
      return;
    }
    if (this.section === 'package') {
      this.takeOfPackage(tag, value, line);
    } else if (this.section === 'license' && tag === 'LicenseName') {
      this.open.set('name', value);
    } else if (this.section === 'document' && tag === 'Created') {
      this.creation.set('created', value);
    }
  }

  finish(): Fields {
    this.close();
    return {
      ...Object.fromEntries(this.document),
      creationInfo: {
        ...Object.fromEntries(this.creation),
        creators: this.creators,
      },
      packages: this.packages,
      hasExtractedLicensingInfos: this.licenses,
      relationships: this.relationships,
    };
  }

  /** Tags that mean the same wherever they stand. */
  private takeAnywhere(tag: string, value: string, line: number): boolean {
    const field = DOCUMENT_TAGS.get(tag);
    if (field) {
      this.document.set(field, value);
    } else if (tag === 'Creator') {
      this.creators.push(value);
    } else if (tag === 'Relationship') {
      this.relate(value, line);
    } else {
      return false;
    }
    return true;
  }

  /** Tags that begin a package, a license, or something that is left out. */
  private opens(tag: string, value: string): boolean {
    if (tag === 'PackageName') {
      this.begin('package', [['name', value]]);
    } else if (tag === 'LicenseID') {
      this.begin('license', [['licenseId', value]]);
    } else if (OTHER_SECTIONS.has(tag)) {
      this.begin(undefined, []);
    } else {
      return false;
    }
    return true;
  }

  private begin(
    section: SpdxTags['section'],
    fields: Array<[string, string]>,
  ): void {
    this.close();
    this.section = section;
    this.open = new Map(fields);
    this.checksums = [];
    this.references = [];
  }

  private close(): void {
    if (this.section === 'package') {
      this.packages.push({
        ...Object.fromEntries(this.open),
        checksums: this.checksums,
        externalRefs: this.references,
      });
      if (this.packages.length > limits.components) {
        throw new InputError(`more than ${limits.components} packages`);
      }
    } else if (this.section === 'license') {
      this.licenses.push(Object.fromEntries(this.open));
    }
  }

  private takeOfPackage(tag: string, value: string, line: number): void {
    const field = PACKAGE_TAGS.get(tag);
    if (field) {
      this.open.set(field, value);
    } else if (tag === 'PackageChecksum') {
      const [algorithm, checksumValue] = words(value, /:\s*/, 2, tag, line);
      this.checksums.push({ algorithm, checksumValue });
    } else if (tag === 'ExternalRef') {
      const [, referenceType, referenceLocator] = words(
        value,
        /\s+/,
        3,
        tag,
        line,
      );
      this.references.push({ referenceType, referenceLocator });
    }
  }

  private relate(value: string, line: number): void {
    const [spdxElementId, relationshipType, relatedSpdxElement] = words(
      value,
      /\s+/,
      3,
      'Relationship',
      line,
    );
    this.relationships.push({
      spdxElementId,
      relationshipType,
      relatedSpdxElement,
    });
    if (this.relationships.length > limits.edges) {
      throw new InputError(`more than ${limits.edges} relationships`);
    }
  }
}

/** As many words as a value must have, at the least. */
function words(
  value: string,
  separator: RegExp,
  count: number,
  tag: string,
  line: number,
): string[] {
  const found = value.split(separator, count);
  if (found.length < count || found.includes('')) {
    throw new InputError(
      `not valid SPDX tag-value, at line ${line}: ${tag} needs ${count} parts`,
    );
  }
  return found;
}

/**
 * The JSON form of an SPDX document in tag-value form (SPDX 2.3, annex C and clause 4.4). Files,
 * snippets, annotations and reviews are left out.
 *
 * @throws InputError that names the line which cannot be read
 */
export function readSpdxTagValue(text: string): Fields {
  const tags = new SpdxTags();
  for (const pair of tagValues(text)) {
    tags.take(pair);
  }
  return tags.finish();
}
