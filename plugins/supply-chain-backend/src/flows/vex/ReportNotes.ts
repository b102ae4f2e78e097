import type { VexReportItem } from '@safety-curtain/plugin-supply-chain-common';
import { isSettled } from '@safety-curtain/vex';
import type { DbDecisionsRow } from '../../database/tables';
import type { Witness } from '../triage/Triager';

/** Items that a report names of each kind. */
export const NAMED = 100;

/** A statement, by its decision. */
export function itemOf(row: DbDecisionsRow): VexReportItem {
  return {
    at: row.evidence ? JSON.parse(row.evidence).at : '',
    vulnerability: row.vulnerability ?? '',
    says: row.verdict,
    decisionId: String(row.id),
  };
}

function add(
  list: { count: number; items: VexReportItem[] },
  item: VexReportItem,
) {
  list.count++;
  if (list.items.length < NAMED) list.items.push(item);
}

/** What is noted while findings are looked at. */
export class ReportNotes {
  readonly #own: Set<string>;
  readonly #matched = new Set<string>();
  readonly #applied = new Set<string>();
  #dismissed = 0;
  readonly #conflicts = { count: 0, items: [] as VexReportItem[] };
  readonly #information = { count: 0, items: [] as VexReportItem[] };

  constructor(decisionIds: readonly DbDecisionsRow['id'][]) {
    this.#own = new Set(decisionIds.map(String));
  }

  readonly witness: Witness = (finding, { verdict, standings }) => {
    for (const [analysis, standing] of standings) {
      if (!this.#own.has(analysis.id) || standing === 'no') continue;
      this.#matched.add(analysis.id);
      const item = {
        ...itemOf(analysis.row),
        entityRef: finding.entity_ref,
        package: finding.package_name,
      };
      const counts = verdict?.decision;
      if (standing === 'information') {
        add(this.#information, item);
      } else if (
        counts &&
        counts !== analysis &&
        counts.analysis.state !== analysis.analysis.state
      ) {
        const { row } = counts;
        add(this.#conflicts, {
          ...item,
          stands: row.verdict,
          standingDecisionId: counts.id,
        });
      } else {
        this.#applied.add(analysis.id);
        if (counts === analysis && isSettled(analysis.analysis)) {
          this.#dismissed++;
        }
      }
    }
  };

  counts() {
    return {
      applied: this.#applied.size,
      dismissedFindings: this.#dismissed,
      conflicts: this.#conflicts,
      information: this.#information,
    };
  }

  unmatched(): string[] {
    return [...this.#own].filter(id => !this.#matched.has(id));
  }
}
