import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { packageNamed } from '../packages/reportedPackage';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { cwesOf } from '../rules/cwes';
import { scoreOf, severityOfScore, severityOfWord } from '../severity/severity';
import { plainName, plainNames, plainText } from '../text/plainText';

/** `osv-scanner --format json` of versions 1 and 2: a result for each group of records. */
export const osvScanner: ReportReader = {
  id: 'osv-scanner',
  name: 'OSV-Scanner',
  recognizes: ({ json }) => {
    if (!isFields(json) || !Array.isArray(json.results)) return false;
    const [first] = json.results;
    return first === undefined
      ? 'experimental_config' in json || Object.keys(json).length === 1
      : isFields(first) && isFields(first.source) && 'packages' in first;
  },
  read({ json }, { maxResults, root }) {
    const report = new ReportBuilder(
      toolOf('osv-scanner', 'OSV-Scanner'),
      maxResults,
    );
    for (const result of listOf((json as Fields).results).filter(isFields)) {
      const source = isFields(result.source) ? result.source : {};
      const path = placeAt(source.path, {}, root)?.path;
      for (const entry of listOf(result.packages).filter(isFields)) {
        addPackage(report, entry, path);
      }
    }
    return [report.report()];
  },
};

function addPackage(report: ReportBuilder, entry: Fields, path?: string): void {
  const named = isFields(entry.package) ? entry.package : {};
  const about = packageNamed(
    named.name,
    named.version,
    plainName(named.ecosystem),
  );
  if (!about) return;
  const records = new Map(
    listOf(entry.vulnerabilities)
      .filter(isFields)
      .map(record => [plainName(record.id), record]),
  );
  for (const { ids, aliases, score } of groupsOf(entry, records)) {
    const [id] = ids;
    if (id === undefined) continue;
    const all = ids
      .map(name => records.get(name))
      .filter(record => record !== undefined);
    const title = all
      .map(({ summary }) => plainName(summary))
      .find(text => text !== undefined);
    const description = plainText(all[0]?.details);
    const stated = all.map(({ database_specific: own }) =>
      isFields(own) ? own : {},
    );
    const word = severityOfWord(
      stated.find(({ severity }) => severity !== undefined)?.severity,
    );
    report.rule({
      id,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      cwes: cwesOf(stated.flatMap(({ cwe_ids: cwes }) => listOf(cwes))),
      tags: [],
    });
    report.add(
      {
        kind: 'vulnerability',
        rule: id,
        severity: score === undefined ? word : severityOfScore(score),
        ...(score !== undefined && { score }),
        message: title ?? description ?? id,
        ...(path !== undefined && { place: { path } }),
        package: {
          ...about,
          fixedVersions: [
            ...new Set(all.flatMap(record => fixedIn(record, named.name))),
          ].slice(0, 100),
        },
        vulnerability: { id, aliases },
      },
      [about.ecosystem, about.name, about.version, path],
    );
  }
}

function groupsOf(
  entry: Fields,
  records: ReadonlyMap<string | undefined, Fields>,
) {
  const groups = listOf(entry.groups).filter(isFields);
  if (groups.length === 0) {
    return [...records].map(([id, { aliases }]) => ({
      ids: [id],
      aliases: plainNames(aliases),
      score: undefined,
    }));
  }
  return groups.map(({ ids, aliases, max_severity: max }) => {
    const all = plainNames(ids);
    return {
      ids: all,
      aliases: [...new Set([...all, ...plainNames(aliases)])].filter(
        name => name !== all[0],
      ),
      // Empty where no record has a score.
      score: scoreOf(max),
    };
  });
}

function fixedIn(record: Fields, name: unknown): string[] {
  return listOf(record.affected)
    .slice(0, 1000)
    .filter(isFields)
    .filter(
      ({ package: about }) => isFields(about) && about.name === textOf(name),
    )
    .flatMap(({ ranges }) => listOf(ranges).slice(0, 100))
    .filter(isFields)
    .filter(({ type }) => type !== 'GIT')
    .flatMap(({ events }) => listOf(events).slice(0, 100))
    .map(event => (isFields(event) ? plainName(event.fixed) : undefined))
    .filter(version => version !== undefined);
}
