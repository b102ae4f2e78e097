import type {
  ReportedSource,
  SourceReport,
  ToolResult,
} from '@safety-curtain/reports';
import { ruleKey } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { kindNumber } from '../../records/findings/kinds';

/** A secret of the service that a build may have as well. */
interface KnownSecret {
  hash: string;
  line: number | undefined;
}

/**
 * What is said of a build, with the hashes by which the service knows its
 * secrets: whoever builds has another salt, and sends no secret. One is taken
 * for one of the service where tool, rule, file, column and length are the same;
 * of several in a file the one in the same line first.
 *
 * @param before - of the source before the build, where all of it was sent:
 * what is not in it is new, and takes the place of none
 */
export async function withKnownSecrets<T extends ReportedSource>(
  knex: Knex,
  targetId: number,
  head: T,
  before?: ReportedSource,
): Promise<{ head: T; translate<B extends ReportedSource>(of: B): B }> {
  const secretsOfService = await secretsOf(knex, targetId);
  const hashes = new Map<string, string>();
  const old =
    before && new Set(secretsIn(before).map(one => ownKey(one.result)));
  const secrets = secretsIn(head).filter(
    ({ result }) => !old || old.has(ownKey(result)),
  );
  // What the service has in several places is one secret, and so is what takes it.
  const taken = new Set<string>();
  for (const isSameLine of [true, false]) {
    for (const { tool, result } of secrets) {
      const own = ownKey(result);
      if (hashes.has(own)) continue;
      const here =
        secretsOfService.get(placeKey(ruleKey(tool, result.rule), result)) ??
        [];
      const known = here.find(
        ({ line, hash }) =>
          !taken.has(inFile(result, hash)) &&
          (!isSameLine || line === result.place?.startLine),
      );
      if (!known) continue;
      taken.add(inFile(result, known.hash));
      hashes.set(own, known.hash);
    }
  }
  const translate = <B extends ReportedSource>(of: B): B => ({
    ...of,
    reports: of.reports.map(report => translated(report, hashes)),
  });
  return { head: translate(head), translate };
}

function secretsIn({ reports }: ReportedSource) {
  return reports.flatMap(({ tool, results }) =>
    results
      .filter(({ kind, secretHash }) => kind === 'secret' && secretHash)
      .map(result => ({ tool: tool.id, result })),
  );
}

function translated(
  report: SourceReport,
  hashes: ReadonlyMap<string, string>,
): SourceReport {
  return {
    ...report,
    results: report.results.map(result => {
      const hash = hashes.get(ownKey(result));
      return hash === undefined ? result : { ...result, secretHash: hash };
    }),
  };
}

/** A secret of the build, wherever in the file it is. */
function ownKey(result: ToolResult): string {
  return inFile(result, result.secretHash);
}

function inFile({ place }: ToolResult, hash: string | undefined): string {
  return JSON.stringify([place?.path, hash]);
}

function placeKey(rule: string, { place }: Pick<ToolResult, 'place'>): string {
  const {
    path,
    startLine = 0,
    endLine = 0,
    startColumn,
    endColumn,
  } = place ?? {
    path: undefined,
  };
  return JSON.stringify([
    rule,
    path,
    endLine - startLine,
    startColumn,
    endColumn,
  ]);
}

async function secretsOf(
  knex: Knex,
  targetId: number,
): Promise<Map<string, KnownSecret[]>> {
  const rows = await knex('tool_results as r')
    .join('tool_rules as t', 't.id', 'r.rule_id')
    .where({ 'r.target_id': targetId, 'r.kind': kindNumber('secret') })
    .orderBy('r.id')
    .select('r.place', 'r.details', 't.key');
  const known = new Map<string, KnownSecret[]>();
  for (const { place: text, details, key } of rows) {
    const { secretHash: hash } = JSON.parse(details);
    if (text === null || typeof hash !== 'string') continue;
    const place = JSON.parse(text);
    const at = placeKey(key, { place });
    const here = known.get(at) ?? [];
    known.set(at, [...here, { hash, line: place.startLine }]);
  }
  return known;
}
