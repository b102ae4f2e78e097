import { InputError, NotFoundError } from '@backstage/errors';
import type {
  FindingChangeCounts,
  ReportUpload,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  readReportLines,
  type ReportHeading,
  type ToolReport,
  type ToolResult,
} from '@safety-curtain/reports';
import type { Request } from 'express';
import limitConcurrency from 'p-limit';
import type { Knex } from 'knex';
import type { EnginePool } from '../../engines/EnginePool';
import {
  noChanges,
  recordFindingChanges,
} from '../../records/findings/reconcile';
import type { Archive } from '../../records/documents/Archive';
import { secretSalt } from '../../records/reports/secretSalt';
import { noTelemetry, type Telemetry } from '../../telemetry/Telemetry';
import { listReports } from '../../views/reports/listReports';
import { filesOfSource } from '../report/filesOfSource';
import { removeReport, storeReport } from '../report/storeReport';
import { isOwnTool } from './ownTools';
import type { Reception } from './Reception';
import { requireTarget } from './requireTarget';

/** A report is refused because of what is in it; answered with 422. */
export class UnreadableReportError extends Error {
  name = 'UnprocessableReportError';
  readonly statusCode = 422;
}

/** What a request says of the report in it. */
export interface ReportQuery {
  entityRef: string;
  format?: string;
  category?: string;
  root?: string;
}

/** Takes the reports of tools that somebody sends. */
export class ReportUploads {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #pool: Pick<EnginePool, 'readReport'>;
  readonly #reception: Reception;
  readonly #longestExceptionMs?: number;
  readonly #telemetry: Telemetry;
  /** Reports that are read and stored at once. */
  readonly #inTurn = limitConcurrency(1);

  constructor(options: {
    knex: Knex;
    archive: Archive;
    pool: Pick<EnginePool, 'readReport'>;
    reception: Reception;
    /** The longest that what tools suppress may be proposed for. */
    longestExceptionMs?: number;
    telemetry?: Telemetry;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#pool = options.pool;
    this.#reception = options.reception;
    this.#longestExceptionMs = options.longestExceptionMs;
    this.#telemetry = options.telemetry ?? noTelemetry;
  }

  /** Receives a request's report, reads it and takes it over. */
  async receive(
    request: Request,
    query: ReportQuery,
    who: string,
  ): Promise<ReportUpload> {
    const id = await requireTarget(this.#knex, query.entityRef);
    return this.#reception.receive(request, who, ({ file }) =>
      this.#inTurn(() => this.#take(file, { ...query, id }, who)),
    );
  }

  /** Forgets what a tool reported of a service. */
  async remove(
    entityRef: string,
    tool: string,
    category: string,
    who: string,
  ): Promise<FindingChangeCounts> {
    const targetId = await requireTarget(this.#knex, entityRef);
    if (isOwnTool(tool)) throw new InputError(ownTool(tool));
    const series = { targetId, tool, category };
    const changes = await removeReport(this.#knex, series, who);
    if (!changes) {
      throw new NotFoundError(
        `${entityRef} has no report of ${tool}${
          category && ` in the category ${category}`
        }`,
      );
    }
    recordFindingChanges(this.#telemetry, 'report', changes);
    const { opened, reopened, resolved } = changes;
    return { opened, reopened, resolved };
  }

  async #take(
    file: string,
    { id, entityRef, format, category, root }: ReportQuery & { id: number },
    who: string,
  ): Promise<ReportUpload> {
    const salt = await secretSalt(this.#knex);
    const read = await this.#pool.readReport(
      file,
      { salt, format, root },
      new AbortController().signal,
    );
    if ('error' in read) throw new UnreadableReportError(read.error);
    const total = { ...noChanges(), created: false };
    const seriesOf = ({ tool, category: own }: ToolReport) =>
      `${tool.id}\0${category ?? own}`;
    const reports = await withResults(read.reports, read.results);
    const series = mergeSeries(reports, seriesOf);
    const own = series.find(report => isOwnTool(report.tool.id));
    if (own) throw new UnreadableReportError(ownTool(own.tool.id));
    const source = series.some(({ covers }) => covers)
      ? await filesOfSource(this.#knex, this.#archive, id)
      : undefined;
    for (const report of series) {
      const { created, changes } = await storeReport(this.#knex, {
        target: { id, entityRef },
        report,
        source,
        category,
        format: read.format,
        origin: 'upload',
        receivedBy: who,
        longestExceptionMs: this.#longestExceptionMs,
      });
      recordFindingChanges(this.#telemetry, 'report', changes);
      total.created ||= created;
      total.opened += changes.opened;
      total.reopened += changes.reopened;
      total.resolved += changes.resolved;
    }
    const { created, opened, reopened, resolved } = total;
    const stored = await listReports(this.#knex, id);
    const sent = new Set(series.map(seriesOf));
    return {
      created,
      changes: { opened, reopened, resolved },
      reports: stored.filter(one => sent.has(`${one.tool}\0${one.category}`)),
    };
  }
}

/** What the portal finds is its own: nobody says it in its place, or takes it away. */
function ownTool(tool: string): string {
  return `${tool} is a tool of the portal, which brings its report up to date itself`;
}

/** Headings with their results, which are in a file, one after the other. */
async function withResults(
  headings: readonly ReportHeading[],
  file: string,
): Promise<ToolReport[]> {
  const lines = readReportLines(file);
  const reports: ToolReport[] = [];
  for (const heading of headings) {
    const results: ToolResult[] = [];
    while (results.length < heading.results) {
      results.push((await lines.next()).value);
    }
    reports.push({ ...heading, results });
  }
  return reports;
}

/** What is of one series makes one report: a document may have several runs of one tool. */
function mergeSeries(
  reports: readonly ToolReport[],
  seriesOf: (report: ToolReport) => string,
): ToolReport[] {
  const merged = new Map<string, ToolReport>();
  for (const report of reports) {
    const key = seriesOf(report);
    const known = merged.get(key);
    merged.set(key, known ? mergeReports(known, report) : report);
  }
  return [...merged.values()];
}

function mergeReports(one: ToolReport, other: ToolReport): ToolReport {
  const results = new Map(
    [...one.results, ...other.results].map(result => [
      result.fingerprint,
      result,
    ]),
  );
  return {
    ...one,
    rules: [...one.rules, ...other.rules],
    results: [...results.values()],
    notices: [...one.notices, ...other.notices],
    partial: one.partial || other.partial,
    covers:
      one.covers && other.covers ? [...one.covers, ...other.covers] : undefined,
    lookedFor:
      one.lookedFor && other.lookedFor
        ? [...new Set([...one.lookedFor, ...other.lookedFor])]
        : undefined,
    cut:
      one.cut || other.cut
        ? {
            read: results.size,
            total:
              (one.cut?.total ?? one.results.length) +
              (other.cut?.total ?? other.results.length),
          }
        : undefined,
  };
}
