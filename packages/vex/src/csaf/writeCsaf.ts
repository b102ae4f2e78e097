import type { Analysis } from '../model/analysis';
import {
  type Decided,
  hasAnalysis,
  type IssuedDocument,
} from '../model/issued';
import { json } from '../model/json';
import {
  actionOf,
  labelOf,
  OpenVexStatus,
  statusOf,
  wordsLine,
} from '../model/openVexWords';

const STATUSES: Record<OpenVexStatus, string> = {
  affected: 'known_affected',
  fixed: 'fixed',
  not_affected: 'known_not_affected',
  under_investigation: 'under_investigation',
};

const PRODUCT = 'product';

/**
 * Writes decisions as CSAF 2.0 in its VEX profile (section 4.5). What was not decided is left out.
 *
 * @public
 */
export function writeCsaf(document: IssuedDocument): string {
  const { author, product, uuid, issuedAt, updatedAt, version, tool } =
    document;
  const decided = document.decisions.filter(hasAnalysis);
  const history = document.history ?? [
    { version, at: updatedAt, summary: 'Issued.' },
  ];
  const named = [product.name, product.version].filter(Boolean).join(' ');
  return json({
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      lang: 'en',
      publisher: { category: 'vendor', ...author },
      title: `Vulnerabilities in ${named}`,
      tracking: {
        id: uuid,
        status: 'final',
        version: String(history.at(-1)!.version),
        initial_release_date: issuedAt,
        current_release_date: updatedAt,
        generator: { engine: { name: tool.name, version: tool.version } },
        revision_history: history.map(issue => ({
          number: String(issue.version),
          date: issue.at,
          summary: issue.summary,
        })),
      },
    },
    product_tree: productTree(document, decided, named),
    vulnerabilities: byVulnerability(decided).map(toVulnerability),
  });
}

function productTree(
  { product }: IssuedDocument,
  decided: Decided[],
  named: string,
) {
  const purls = [...new Set(decided.map(({ component }) => component.purl))];
  const components = new Map(
    decided.map(({ component }) => [component.purl, component]),
  );
  const helper = {
    ...(product.purl && { purl: product.purl }),
    ...(product.bomLink && {
      x_generic_uris: [
        {
          namespace: 'https://cyclonedx.org/capabilities/bomlink/',
          uri: product.bomLink,
        },
      ],
    }),
  };
  return {
    full_product_names: [
      {
        product_id: PRODUCT,
        name: named,
        ...(Object.keys(helper).length > 0 && {
          product_identification_helper: helper,
        }),
      },
      ...purls.map(purl => {
        const { group, name, version, cpe } = components.get(purl)!;
        return {
          product_id: purl,
          name: `${[group, name].filter(Boolean).join('/')} ${version}`,
          product_identification_helper: { purl, ...(cpe && { cpe }) },
        };
      }),
    ],
    relationships: purls.map(purl => ({
      category: 'default_component_of',
      product_reference: purl,
      relates_to_product_reference: PRODUCT,
      full_product_name: {
        product_id: idOf(purl),
        name: `${components.get(purl)!.name} in ${named}`,
      },
    })),
  };
}

/** A component in the product. */
function idOf(purl: string): string {
  return `${PRODUCT}:${purl}`;
}

/** A vulnerability is one entry, whatever was decided of its components (section 6.1.23). */
function byVulnerability(decided: Decided[]): Decided[][] {
  const groups = new Map<string, Decided[]>();
  for (const decision of decided) {
    const { id } = decision.vulnerability;
    groups.set(id, [...(groups.get(id) ?? []), decision]);
  }
  return [...groups.values()];
}

function toVulnerability(decided: Decided[]) {
  const [{ vulnerability }] = decided;
  const names = [vulnerability.id, ...(vulnerability.aliases ?? [])];
  const cve = names.find(name => /^CVE-\d{4}-\d{4,}$/.test(name));
  const others = names.filter(name => name !== cve);
  return {
    ...(cve && { cve }),
    ...(others.length > 0 && {
      ids: others.map(text => ({ system_name: systemOf(text), text })),
    }),
    notes: [
      {
        category: 'description',
        text:
          vulnerability.description || `The vulnerability ${vulnerability.id}.`,
      },
    ],
    product_status: productStatus(decided),
    ...listed('flags', decided.flatMap(flagOf)),
    threats: decided.map(({ analysis, component }) => ({
      category: 'impact',
      details: [analysis.detail, wordsLine(analysis)]
        .filter(Boolean)
        .join('\n'),
      ...(analysis.lastUpdated && { date: analysis.lastUpdated }),
      product_ids: [idOf(component.purl)],
    })),
    ...listed('remediations', decided.flatMap(remediesOf)),
  };
}

function listed(name: string, items: unknown[]) {
  return items.length > 0 ? { [name]: items } : {};
}

function productStatus(decided: Decided[]) {
  const status = new Map<string, string[]>();
  for (const { analysis, component } of decided) {
    const name = STATUSES[statusOf(analysis.state)];
    status.set(name, [...(status.get(name) ?? []), idOf(component.purl)]);
  }
  return Object.fromEntries(status);
}

function flagOf({ analysis, component }: Decided) {
  const { state, justification, lastUpdated } = analysis;
  if (statusOf(state) !== 'not_affected' || !justification) return [];
  return [
    {
      label: labelOf(justification),
      ...(lastUpdated && { date: lastUpdated }),
      product_ids: [idOf(component.purl)],
    },
  ];
}

const CATEGORIES: Record<Analysis['responses'][number], string> = {
  can_not_fix: 'none_available',
  will_not_fix: 'no_fix_planned',
  update: 'vendor_fix',
  rollback: 'workaround',
  workaround_available: 'workaround',
};

/** What is affected needs a remediation (section 4.5); that none was decided is one, too. */
function remediesOf({ analysis, component }: Decided) {
  if (statusOf(analysis.state) !== 'affected') return [];
  const responses =
    analysis.responses.length > 0 ? analysis.responses : [undefined];
  return responses.map(response => ({
    category: response ? CATEGORIES[response] : 'none_available',
    details: actionOf({ responses: response ? [response] : [] }),
    product_ids: [idOf(component.purl)],
  }));
}

function systemOf(id: string): string {
  if (/^CVE-/i.test(id)) return 'CVE';
  return /^GHSA-/i.test(id) ? 'GitHub Security Advisories' : 'OSV';
}
