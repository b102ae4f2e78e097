import {
  asText,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { VexError } from '../VexError';
import { purlTestOf } from '../matching/purlPattern';
import { type Analysis, analysisWords, wordOf } from '../model/analysis';
import {
  bounds,
  type Identity,
  type Statement,
  type Subject,
  type VexDocument,
} from '../model/statement';
import { StatementList } from '../model/StatementList';
import { timeOf } from '../model/times';

const VERSIONS = ['1.4', '1.5', '1.6', '1.7'];

/** Whether a document says of itself that it is CycloneDX. */
export function isCycloneDx(document: Fields): boolean {
  return document.bomFormat === 'CycloneDX';
}

/**
 * Reads the analyses in a CycloneDX document, be it a VEX of its own or part of an SBOM
 * (CycloneDX 1.4 to 1.7, "vulnerabilities").
 *
 * @throws VexError
 */
export function readCycloneDxVex(document: Fields): VexDocument {
  const specVersion = asText(document.specVersion);
  if (!VERSIONS.includes(specVersion)) {
    throw new VexError(
      `CycloneDX ${specVersion} is not read; ${VERSIONS.join(', ')} are`,
    );
  }
  if (!Array.isArray(document.vulnerabilities)) {
    throw new VexError(
      'a VEX in CycloneDX has vulnerabilities; this document has none',
    );
  }
  const metadata = isFields(document.metadata) ? document.metadata : {};
  const serial = textOf(document.serialNumber);
  const names = identitiesOf(document, metadata.component);
  const product = productOf(metadata.component);
  const whole = isFields(metadata.component)
    ? textOf(metadata.component['bom-ref'])
    : undefined;
  const found = new StatementList();
  document.vulnerabilities.forEach((vulnerability, index) => {
    const at = `vulnerabilities[${index}]`;
    if (isFields(vulnerability)) {
      readVulnerability(found, at, vulnerability, { names, product, whole });
    } else {
      found.note(at, 'is not an object');
    }
  });
  return {
    format: 'CycloneDX',
    specVersion,
    id: serial,
    version:
      document.version === undefined ? undefined : asText(document.version),
    author: authorOf(metadata),
    issuedAt: timeOf(metadata.timestamp),
    updatedAt: timeOf(metadata.timestamp),
    ...(product && { product }),
    ...found,
  };
}

function authorOf(metadata: Fields): string | undefined {
  const parties = [
    metadata.supplier,
    metadata.manufacturer,
    metadata.manufacture,
  ];
  return [...parties, ...listOf(metadata.authors)]
    .map(party => (isFields(party) ? textOf(party.name) : undefined))
    .find(Boolean);
}

/** Purls by the refs of this document. */
function identitiesOf(document: Fields, subject: unknown): Map<string, string> {
  const names = new Map<string, string>();
  const pending = [subject, ...listOf(document.components)];
  while (pending.length > 0) {
    const component = pending.pop();
    if (!isFields(component)) continue;
    const ref = textOf(component['bom-ref']);
    const purl = textOf(component.purl);
    if (ref !== undefined && purl !== undefined) names.set(ref, purl);
    pending.push(...listOf(component.components));
  }
  return names;
}

/**
 * What the document as a whole is about, where it names it: by its purl, else by its BOM-Link.
 * Of what no package or SBOM can be told by (tools make up purls for projects), nothing is part.
 */
function productOf(component: unknown): Identity | undefined {
  if (!isFields(component)) return undefined;
  const purl = textOf(component.purl);
  if (
    purl !== undefined &&
    typeof purlTestOf({ text: purl, purl }) !== 'string'
  )
    return { text: purl, purl };
  const bomLink = listOf(component.externalReferences)
    .filter(isFields)
    .filter(({ type }) => type === 'bom')
    .map(({ url }) => textOf(url))
    // With a ref it is a component of the SBOM, and not the whole of it.
    .find(url => url?.startsWith('urn:cdx:') && !url.includes('#'));
  return bomLink === undefined ? undefined : { text: bomLink, bomLink };
}

/** What names of a document mean. */
interface Named {
  /** Purls by the refs of the document. */
  names: ReadonlyMap<string, string>;
  product?: Identity;
  /** The ref of the product. */
  whole?: string;
}

function readVulnerability(
  found: StatementList,
  at: string,
  fields: Fields,
  named: Named,
) {
  const vulnerability = vulnerabilityOf(fields);
  // What only names a vulnerability states nothing about it.
  if (!isFields(fields.analysis)) return;
  if (!vulnerability) {
    found.note(at, 'has no id');
    return;
  }
  const { analysis: said } = fields;
  const state = wordOf(analysisWords.states, said.state);
  if (!state) {
    found.note(
      `${at}.analysis`,
      said.state === undefined
        ? 'has no state'
        : `its state '${asText(said.state)}' is none of CycloneDX`,
    );
    return;
  }
  const analysis = analysisOf(found, `${at}.analysis`, said, state);
  const subjects = subjectsOf(found, at, fields.affects, named, state);
  if (subjects.length === 0) {
    found.note(at, 'names no product, and is not taken for all of them');
    return;
  }
  found.add({ at, vulnerability, subjects, analysis });
}

function vulnerabilityOf(
  fields: Fields,
): Statement['vulnerability'] | undefined {
  const id = textOf(fields.id);
  if (id === undefined) return undefined;
  const aliases = listOf(fields.references)
    .map(reference => (isFields(reference) ? textOf(reference.id) : undefined))
    .filter((alias): alias is string => alias !== undefined && alias !== id);
  return { id, aliases: [...new Set(aliases)] };
}

function analysisOf(
  found: StatementList,
  at: string,
  said: Fields,
  state: Analysis['state'],
): Analysis {
  const justification = wordOf(
    analysisWords.justifications,
    said.justification,
  );
  if (said.justification !== undefined && !justification) {
    found.note(
      at,
      `its justification '${asText(said.justification)}' is none of CycloneDX`,
    );
  }
  const detail = textOf(said.detail)?.slice(0, bounds.detail);
  const responses = new Set(
    listOf(said.response).flatMap(
      word => wordOf(analysisWords.responses, word) ?? [],
    ),
  );
  return {
    state,
    ...(justification && { justification }),
    responses: [...responses],
    ...(detail && { detail }),
    firstIssued: timeOf(said.firstIssued),
    lastUpdated: timeOf(said.lastUpdated),
  };
}

function subjectsOf(
  found: StatementList,
  at: string,
  affects: unknown,
  named: Named,
  state: Analysis['state'],
): Subject[] {
  const { product } = named;
  return listOf(affects).flatMap((entry, index): Subject[] => {
    const where = `${at}.affects[${index}]`;
    const ref = isFields(entry) ? textOf(entry.ref) : undefined;
    const identity = ref === undefined ? undefined : identityOf(ref, named);
    if (!identity) {
      found.note(where, 'its ref leads to no component with a purl');
      return [];
    }
    const listed = versionsOf(
      isFields(entry) ? entry.versions : undefined,
      state,
    );
    if (listed?.length === 0) {
      found.note(where, 'none of its versions is what the analysis speaks of');
      return [];
    }
    return [
      {
        package: listed ? { ...identity, versions: listed } : identity,
        // A BOM-Link says itself where the component is meant.
        ...(product &&
          identity.bomLink === undefined &&
          identity.purl !== product.purl && { within: product }),
      },
    ];
  });
}

function identityOf(
  ref: string,
  { names, product, whole }: Named,
): Identity | undefined {
  if (product && ref === whole) return product;
  const purl = names.get(ref) ?? (ref.startsWith('pkg:') ? ref : undefined);
  if (purl !== undefined) return { text: purl, purl };
  return ref.startsWith('urn:cdx:') ? { text: ref, bomLink: ref } : undefined;
}

/**
 * The versions that the analysis is about: an analysis that says *not affected* is not about those
 * that are listed as affected, and the other way round. Undefined where none are listed.
 */
function versionsOf(
  versions: unknown,
  state: Analysis['state'],
): Identity['versions'] | undefined {
  const listed = listOf(versions).filter(isFields);
  if (listed.length === 0) return undefined;
  const other = state === 'exploitable' ? 'unaffected' : 'affected';
  return listed.flatMap((entry): NonNullable<Identity['versions']> => {
    if (state !== 'in_triage' && entry.status === other) return [];
    const version = textOf(entry.version);
    const range = textOf(entry.range);
    if (version !== undefined) return [{ version }];
    return range === undefined ? [] : [{ range }];
  });
}
