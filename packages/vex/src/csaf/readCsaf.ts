import {
  asText,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { VexError } from '../VexError';
import type { Analysis, AnalysisResponse } from '../model/analysis';
import {
  justificationOfLabel,
  plainState,
  readWordsLine,
  withoutActions,
  withoutWordsLine,
} from '../model/openVexWords';
import { bounds, type Statement, type VexDocument } from '../model/statement';
import { StatementList } from '../model/StatementList';
import { timeOf } from '../model/times';
import { type ProductTree, readProductTree } from './productTree';

const VERSIONS = ['2.0', '2.1'];

/** CSAF 2.0 and 2.1, section 3.2.3.9 "Product status". */
const STATES: Readonly<Record<string, Analysis['state']>> = {
  first_affected: 'exploitable',
  known_affected: 'exploitable',
  last_affected: 'exploitable',
  fixed: 'resolved',
  first_fixed: 'resolved',
  known_not_affected: 'not_affected',
  under_investigation: 'in_triage',
};

/** CSAF 2.0 and 2.1, section 3.2.3.12.1 "Remediations - Category". */
const RESPONSES: Readonly<Record<string, AnalysisResponse>> = {
  vendor_fix: 'update',
  optional_patch: 'update',
  workaround: 'workaround_available',
  mitigation: 'workaround_available',
  no_fix_planned: 'will_not_fix',
  none_available: 'can_not_fix',
};

/** Whether a document says of itself that it is CSAF. */
export function isCsaf({ document }: Fields): boolean {
  return isFields(document) && textOf(document.csaf_version) !== undefined;
}

/**
 * Reads the VEX profile of CSAF 2.0 and 2.1 (section 4.5 "Profile 5: VEX").
 *
 * @throws VexError
 */
export function readCsaf(root: Fields): VexDocument {
  const document = root.document as Fields;
  const specVersion = asText(document.csaf_version);
  if (!VERSIONS.includes(specVersion)) {
    throw new VexError(`CSAF ${specVersion} is not read; 2.0 and 2.1 are`);
  }
  const category = textOf(document.category);
  if (category !== 'csaf_vex') {
    throw new VexError(
      `a VEX in CSAF has the category 'csaf_vex'; this is a '${category}'`,
    );
  }
  const tree = readProductTree(root.product_tree);
  const found = new StatementList();
  listOf(root.vulnerabilities).forEach((vulnerability, index) => {
    const at = `vulnerabilities[${index}]`;
    if (isFields(vulnerability)) {
      readVulnerability(found, at, vulnerability, tree);
    } else {
      found.note(at, 'is not an object');
    }
  });
  const tracking = isFields(document.tracking) ? document.tracking : {};
  const publisher = isFields(document.publisher) ? document.publisher : {};
  return {
    format: 'CSAF',
    specVersion,
    id: textOf(tracking.id),
    version: textOf(tracking.version),
    author: textOf(publisher.name),
    issuedAt: timeOf(tracking.initial_release_date),
    updatedAt: timeOf(tracking.current_release_date),
    ...found,
  };
}

function readVulnerability(
  found: StatementList,
  at: string,
  fields: Fields,
  tree: ProductTree,
) {
  const vulnerability = vulnerabilityOf(fields);
  if (!vulnerability) {
    found.note(at, 'has neither a CVE nor another id');
    return;
  }
  const status = isFields(fields.product_status) ? fields.product_status : {};
  const said = sayingsOf(fields, tree);
  for (const [name, state] of Object.entries(STATES)) {
    listOf(status[name]).forEach((product, index) => {
      const where = `${at}.product_status.${name}[${index}]`;
      const id = textOf(product);
      const subjects = id === undefined ? undefined : tree.subjectsOf(id);
      if (typeof subjects === 'object') {
        found.add({
          at: where,
          vulnerability,
          subjects,
          analysis: analysisOf(state, said(id!)),
          original: { status: name },
        });
      } else {
        found.note(
          where,
          subjects ??
            `there is no product '${asText(product)}' in the document`,
        );
      }
    });
  }
}

function vulnerabilityOf(
  fields: Fields,
): Statement['vulnerability'] | undefined {
  const others = listOf(fields.ids)
    .map(entry => (isFields(entry) ? textOf(entry.text) : undefined))
    .filter((id): id is string => id !== undefined);
  const cve = textOf(fields.cve);
  const [id, ...aliases] = [...new Set(cve ? [cve, ...others] : others)];
  return id === undefined ? undefined : { id, aliases };
}

/** What flags, threats and remediations say of one product. */
interface Sayings {
  labels: string[];
  impacts: string[];
  remedies: { category: string; details?: string }[];
  dates: string[];
}

function sayingsOf(fields: Fields, tree: ProductTree): (id: string) => Sayings {
  const byProduct = new Map<string, Sayings>();
  const empty = (): Sayings => ({
    labels: [],
    impacts: [],
    remedies: [],
    dates: [],
  });
  const say = (entry: Fields, add: (of: Sayings) => void) => {
    const date = timeOf(entry.date);
    for (const id of productsOf(entry, tree)) {
      const of = byProduct.get(id) ?? empty();
      add(of);
      if (date) of.dates.push(date);
      byProduct.set(id, of);
    }
  };
  for (const flag of listOf(fields.flags).filter(isFields)) {
    say(flag, of => of.labels.push(asText(flag.label)));
  }
  for (const threat of listOf(fields.threats).filter(isFields)) {
    const details = textOf(threat.details);
    if (threat.category !== 'impact' || details === undefined) continue;
    say(threat, of => of.impacts.push(details));
  }
  for (const remedy of listOf(fields.remediations).filter(isFields)) {
    const category = asText(remedy.category);
    const details = textOf(remedy.details);
    say(remedy, of => of.remedies.push({ category, details }));
  }
  return id => byProduct.get(id) ?? empty();
}

/** Ids of products, and of the products of groups. */
function productsOf(entry: Fields, tree: ProductTree): Set<string> {
  const ids = listOf(entry.product_ids).flatMap(id => textOf(id) ?? []);
  const grouped = listOf(entry.group_ids)
    .flatMap(id => textOf(id) ?? [])
    .flatMap(id => tree.group(id) ?? []);
  return new Set([...ids, ...grouped]);
}

function analysisOf(state: Analysis['state'], said: Sayings): Analysis {
  const exact = said.impacts
    .map(readWordsLine)
    .find(words => words && plainState(words.state) === state);
  const justification = said.labels.map(justificationOfLabel).find(Boolean);
  const responses = new Set(
    said.remedies.flatMap(({ category }) =>
      Object.hasOwn(RESPONSES, category) ? RESPONSES[category] : [],
    ),
  );
  const detail = [
    ...said.impacts.map(withoutWordsLine),
    ...said.remedies.flatMap(({ details = '' }) =>
      exact ? withoutActions(details) : details,
    ),
  ]
    .filter(Boolean)
    .join('\n');
  const dates = [...said.dates].sort();
  return {
    state,
    ...(state === 'not_affected' && justification && { justification }),
    responses: [...responses],
    ...exact,
    ...(detail && { detail: detail.slice(0, bounds.detail) }),
    firstIssued: dates[0],
    lastUpdated: dates.at(-1),
  };
}
