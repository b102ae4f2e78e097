import {
  licenseTerms,
  formatTerm,
  Obligation,
  obligationsOf,
  parseLicense,
} from '@safety-curtain/licenses';
import type { LicenseObligations } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../../records/targets/targetFilter';
import { selectUses } from './uses';
import type {
  BigNumber,
  DbLicenseVerdictsRow,
  LeftJoined,
} from '../../database/tables';

type LicenseObligation = LicenseObligations['items'][number]['obligation'];

/** Licenses that are looked at, the most used. */
const MAX_LICENSES = 5000;
/** Licenses that are named for one obligation. */
const MAX_NAMED = 100;

/** What an expression asks for, each once. */
export function obligationsIn(expression?: string): LicenseObligation[] {
  if (!expression) return [];
  const found = new Map<string, LicenseObligation>();
  for (const term of licenseTerms(parseLicense(expression))) {
    for (const obligation of obligationsOf(term)) {
      const shown = toObligation(obligation);
      found.set(shown.id, shown);
    }
  }
  return [...found.values()];
}

/**
 * What the licenses in use ask for: of each expression the branch that the
 * policy chose. What is only needed to build and test is not passed on.
 */
export async function listObligations(
  knex: Knex,
  targets: TargetFilter,
): Promise<LicenseObligations> {
  const shipped = () => selectUses(knex, targets).where('tl.shipped', '>', 0);
  const rows: ShippedRow[] = await shipped()
    .where('l.state', 'known')
    .groupBy('l.id', 'l.expression', 'v.chosen')
    .orderBy([{ column: 'components', order: 'desc' }, { column: 'l.id' }])
    .limit(MAX_LICENSES)
    .select('l.expression', 'v.chosen')
    .sum('tl.shipped as components');
  const [{ count }] = await shipped()
    .whereNot('l.state', 'known')
    .sum('tl.shipped as count');
  return { incomplete: Number(count ?? 0), items: sumUp(rows) };
}

/** Uses of a known license under one policy. */
interface ShippedRow extends LeftJoined<Pick<DbLicenseVerdictsRow, 'chosen'>> {
  expression: string;
  components: BigNumber;
}

function sumUp(rows: ShippedRow[]): LicenseObligations['items'] {
  const items = new Map<
    string,
    { obligation: LicenseObligation; licenses: Set<string>; components: number }
  >();
  for (const row of rows) {
    const expression: string = row.chosen ?? row.expression;
    const asking = new Map<string, LicenseObligation>();
    for (const term of licenseTerms(parseLicense(expression))) {
      for (const obligation of obligationsOf(term)) {
        const shown = toObligation(obligation);
        asking.set(shown.id, shown);
        const item = items.get(shown.id) ?? {
          obligation: shown,
          licenses: new Set<string>(),
          components: 0,
        };
        items.set(shown.id, item);
        if (item.licenses.size < MAX_NAMED) {
          item.licenses.add(formatTerm(term));
        }
      }
    }
    for (const id of asking.keys()) {
      items.get(id)!.components += Number(row.components);
    }
  }
  return [...items.values()]
    .map(item => ({ ...item, licenses: [...item.licenses].sort() }))
    .sort(
      (a, b) =>
        b.components - a.components ||
        (a.obligation.id < b.obligation.id ? -1 : 1),
    );
}

function toObligation({ kind, scope, text }: Obligation): LicenseObligation {
  const words = kind.replaceAll('-', ' ');
  return {
    id: scope ? `${kind}:${scope}` : kind,
    title: words[0].toUpperCase() + words.slice(1),
    description: text,
  };
}
