import {
  asText,
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { VexError } from '../VexError';
import type { Analysis } from '../model/analysis';
import {
  justificationOfLabel,
  plainState,
  readWordsLine,
  stateOfStatus,
  withoutActions,
} from '../model/openVexWords';
import {
  bounds,
  type Identity,
  type Statement,
  type Subject,
  type VexDocument,
} from '../model/statement';
import { StatementList } from '../model/StatementList';
import { timeOf } from '../model/times';

const CONTEXT = 'https://openvex.dev/ns';

/** Whether a document says of itself that it is OpenVEX. */
export function isOpenVex(document: Fields): boolean {
  return textOf(document['@context'])?.startsWith(CONTEXT) ?? false;
}

/**
 * Reads OpenVEX 0.2.0 ("The VEX Document"). Documents without a version in their context are of
 * the first releases, whose statements have the same shape.
 *
 * @throws VexError
 */
export function readOpenVex(document: Fields): VexDocument {
  const context = textOf(document['@context'])!;
  const [, version] =
    /^\/v(\d+\.\d+\.\d+)$/.exec(context.slice(CONTEXT.length)) ?? [];
  if (context !== CONTEXT && !version?.startsWith('0.')) {
    throw new VexError(`OpenVEX ${context} is not read; 0.2.0 is`);
  }
  if (!Array.isArray(document.statements)) {
    throw new VexError('an OpenVEX document has statements; this one has none');
  }
  const issuedAt = timeOf(document.timestamp);
  const found = new StatementList();
  const inherited = {
    firstIssued: issuedAt,
    lastUpdated: timeOf(document.last_updated),
  };
  document.statements.forEach((statement, index) => {
    const at = `statements[${index}]`;
    if (isFields(statement)) readStatement(found, at, statement, inherited);
    else found.note(at, 'is not an object');
  });
  return {
    format: 'OpenVEX',
    specVersion: version ?? '0.0',
    id: textOf(document['@id']),
    version:
      document.version === undefined ? undefined : asText(document.version),
    author: textOf(document.author),
    issuedAt,
    updatedAt: timeOf(document.last_updated),
    ...found,
  };
}

function readStatement(
  found: StatementList,
  at: string,
  fields: Fields,
  inherited: Pick<Analysis, 'firstIssued' | 'lastUpdated'>,
) {
  const vulnerability = vulnerabilityOf(fields.vulnerability);
  if (!vulnerability) {
    found.note(at, 'names no vulnerability');
    return;
  }
  const analysis = analysisOf(fields, inherited);
  if (typeof analysis === 'string') {
    found.note(at, analysis);
    return;
  }
  const subjects = subjectsOf(found, at, fields.products);
  if (subjects.length === 0) {
    found.note(at, 'names no product, and is not taken for all of them');
    return;
  }
  found.add({
    at,
    vulnerability,
    subjects,
    analysis,
    original: {
      status: asText(fields.status),
      ...(textOf(fields.justification) && {
        justification: textOf(fields.justification),
      }),
    },
  });
}

/** `name` and aliases, or the id alone, as the first releases had it. */
function vulnerabilityOf(
  value: unknown,
): Statement['vulnerability'] | undefined {
  const fields = isFields(value) ? value : { name: value };
  const names = [fields.name, fields['@id'], ...listOf(fields.aliases)]
    .map(name => textOf(name)?.replace(/^https?:\/\/.*\//, ''))
    .filter((name): name is string => Boolean(name));
  const [id, ...aliases] = [...new Set(names)];
  return id === undefined ? undefined : { id, aliases };
}

/** The analysis, or what is wrong with it. */
function analysisOf(
  fields: Fields,
  inherited: Pick<Analysis, 'firstIssued' | 'lastUpdated'>,
): Analysis | string {
  const state = stateOfStatus(fields.status);
  if (!state) return `its status '${asText(fields.status)}' is none of OpenVEX`;
  const notes = textOf(fields.status_notes);
  const label = fields.justification;
  const justification = justificationOfLabel(label);
  if (label !== undefined && !justification) {
    return `its justification '${asText(label)}' is none of OpenVEX`;
  }
  const said = readWordsLine(notes);
  const told = [fields.impact_statement, fields.action_statement]
    .map(textOf)
    .filter(Boolean)
    .join('\n');
  const exact = said && plainState(said.state) === state ? said : undefined;
  const detail = exact ? withoutActions(told) : told;
  return {
    state,
    ...(state === 'not_affected' && justification && { justification }),
    responses: [],
    ...exact,
    ...(detail && { detail: detail.slice(0, bounds.detail) }),
    firstIssued: timeOf(fields.timestamp) ?? inherited.firstIssued,
    lastUpdated:
      timeOf(fields.last_updated) ??
      timeOf(fields.timestamp) ??
      inherited.lastUpdated ??
      inherited.firstIssued,
  };
}

function subjectsOf(
  found: StatementList,
  at: string,
  products: unknown,
): Subject[] {
  return listOf(products).flatMap((product, index): Subject[] => {
    const where = `${at}.products[${index}]`;
    const whole = identityOf(product);
    if (!whole) {
      found.note(where, 'has no purl or other identity that is understood');
      return [];
    }
    const parts = isFields(product) ? listOf(product.subcomponents) : [];
    if (parts.length === 0) return [{ package: whole }];
    return parts.flatMap((part, i): Subject[] => {
      const component = identityOf(part);
      if (component) return [{ package: component, within: whole }];
      found.note(
        `${where}.subcomponents[${i}]`,
        'has no purl or other identity that is understood',
      );
      return [];
    });
  });
}

/** By purl, be it the id or among the identifiers; else by an IRI, which may be a BOM-Link. */
function identityOf(value: unknown): Identity | undefined {
  const fields = isFields(value) ? value : { '@id': value };
  const id = textOf(fields['@id']);
  const purl = entriesOf(fields.identifiers)
    .filter(([kind]) => kind === 'purl')
    .map(([, text]) => textOf(text))[0];
  const named = purl ?? (id?.startsWith('pkg:') ? id : undefined);
  if (named) return { text: named, purl: named };
  if (id?.startsWith('urn:cdx:')) return { text: id, bomLink: id };
  return undefined;
}
