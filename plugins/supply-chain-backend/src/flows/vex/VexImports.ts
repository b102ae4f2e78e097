import type {
  VexReport,
  VexReportItem,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbDecisionsRow } from '../../database/tables';
import { findingsNamed } from '../../records/decisions/appliesTo';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';
import type { Triager } from '../triage/Triager';
import { importVex, type TakenVex } from './importVex';
import { itemOf, NAMED, ReportNotes } from './ReportNotes';

/** Findings that are looked at before a report is given; others are right after. */
const LOOKED_AT = 20_000;

/** Takes VEX documents over, and tells what came of them. */
export class VexImports {
  readonly #knex: Knex;
  readonly #triager: Triager;

  constructor(options: { knex: Knex; triager: Triager }) {
    this.#knex = options.knex;
    this.#triager = options.triager;
  }

  /**
   * Takes a document over. Throws `ConflictError` where it is older than what
   * is there.
   *
   * @param visible - the services whose findings are told of; none where undefined
   */
  async take(
    document: TakenVex,
    statements: string,
    visible: TargetFilter | undefined,
    now: Date,
  ): Promise<VexReport> {
    const imported = await importVex(this.#knex, document, statements, now);
    const findings = visible
      ? await this.#findingsOf(imported.decisionIds, visible)
      : [];
    const notes = new ReportNotes(imported.decisionIds);
    await this.#triager.triageAll(
      findings.slice(0, LOOKED_AT),
      now,
      notes.witness,
    );
    const { heading, sha256, author, ref } = document;
    const { format, specVersion, version } = heading;
    return {
      document: {
        id: ref,
        format,
        specVersion,
        version,
        sha256,
        author,
      },
      created: imported.created,
      statements: heading.statements,
      superseded: imported.superseded,
      proposed: imported.proposed,
      ...notes.counts(),
      matchedNothing: {
        count: notes.unmatched().length,
        items: await this.#itemsOf(notes.unmatched().slice(0, NAMED)),
      },
      notUnderstood: {
        count: heading.notUnderstood.length,
        items: heading.notUnderstood.slice(0, NAMED),
      },
      complete: visible !== undefined && findings.length <= LOOKED_AT,
    };
  }

  /** How many statements no finding meets; undefined where there are too many findings to look at. */
  async countUnmatched(
    decisionIds: readonly DbDecisionsRow['id'][],
    now: Date,
  ): Promise<number | undefined> {
    const findings = await this.#findingsOf(decisionIds, {});
    if (findings.length > LOOKED_AT) return undefined;
    const notes = new ReportNotes(decisionIds);
    await this.#triager.triageAll(findings, now, notes.witness);
    return notes.unmatched().length;
  }

  /** Findings that decisions may be about, and that the caller may see. */
  async #findingsOf(
    decisionIds: readonly DbDecisionsRow['id'][],
    visible: TargetFilter,
  ): Promise<number[]> {
    const knex = this.#knex;
    const found = new Set<number>();
    for await (const ids of inChunks(decisionIds)) {
      const select = findingsNamed(knex, ids, part => {
        part.whereNot('f.state', 'resolved');
        applyTargetFilter(part, visible);
      })
        .orderByRaw('1')
        .limit(LOOKED_AT + 1);
      for (const { id } of await select) found.add(Number(id));
      if (found.size > LOOKED_AT) break;
    }
    return [...found];
  }

  async #itemsOf(
    decisionIds: readonly DbDecisionsRow['id'][],
  ): Promise<VexReportItem[]> {
    const rows = await this.#knex('decisions')
      .whereIn('id', [...decisionIds])
      .orderBy('id');
    return rows.map(itemOf);
  }
}
