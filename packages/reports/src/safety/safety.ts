import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type { ReportReader } from '../reader';
import { CoveredFiles } from '../report/CoveredFiles';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { isoTime, plainName } from '../text/plainText';
import { addFound, suppressionOf } from './vulnerabilities';

const MAX_FILES = 10_000;

/** `safety check --json` of version 2 and `safety scan --output json` of version 3. */
export const safety: ReportReader = {
  id: 'safety',
  name: 'Safety (2 and 3)',
  recognizes: ({ json }) =>
    isFields(json) &&
    ((isFields(json.report_meta) && Array.isArray(json.vulnerabilities)) ||
      (isFields(json.scan_results) &&
        Array.isArray(json.scan_results.projects))),
  read({ json }, { maxResults, root }) {
    const document = json as Fields;
    return [
      isFields(document.report_meta)
        ? readCheck(document, document.report_meta, maxResults, root)
        : readScan(document, maxResults, root),
    ];
  },
};

/** Of an environment, or of files of requirements. */
function readCheck(
  document: Fields,
  meta: Fields,
  maxResults: number,
  root?: string,
) {
  const version = plainName(meta.safety_version);
  const report = new ReportBuilder(
    toolOf('safety', 'Safety', version),
    maxResults,
  );
  const { affected_packages: affected } = document;
  for (const found of [
    ...listOf(document.vulnerabilities),
    ...listOf(document.ignored_vulnerabilities),
  ]) {
    if (!isFields(found)) continue;
    const name = textOf(found.package_name) ?? '';
    const about =
      isFields(affected) && Object.hasOwn(affected, name)
        ? affected[name]
        : undefined;
    addFound(report, found, {
      name: found.package_name,
      version: found.analyzed_version,
      fixedVersions: found.fixed_versions,
      // Where an environment is, is no place of the source.
      path:
        meta.scan_target !== 'environment' && isFields(about)
          ? placeAt(about.found, {}, root)?.path
          : undefined,
      suppression:
        found.ignored === true
          ? suppressionOf(found.ignored_reason, found.ignored_expires)
          : undefined,
    });
  }
  return report.report({ ranAt: isoTime(meta.timestamp) });
}

/** Of the files of a project: nothing is known of others. */
function readScan(
  { meta, scan_results: results }: Fields,
  maxResults: number,
  root?: string,
) {
  const { timestamp, telemetry }: Fields = isFields(meta) ? meta : {};
  const version = isFields(telemetry)
    ? plainName(telemetry.safety_version)
    : undefined;
  const report = new ReportBuilder(
    toolOf('safety', 'Safety', version),
    maxResults,
  );
  const covered = new CoveredFiles();
  const files = listOf((results as Fields).projects)
    .filter(isFields)
    .flatMap(({ files: own }) => listOf(own))
    .filter(isFields);
  for (const file of files.slice(0, MAX_FILES)) {
    const path = placeAt(file.location, {}, root)?.path;
    covered.add(path);
    readFile(report, file, path);
  }
  return report.report({
    ranAt: isoTime(timestamp),
    covers: covered.toldTo(report),
  });
}

function readFile(report: ReportBuilder, file: Fields, path?: string): void {
  const { dependencies }: Fields = isFields(file.results) ? file.results : {};
  for (const dependency of listOf(dependencies).filter(isFields)) {
    for (const asked of listOf(dependency.specifications).filter(isFields)) {
      const all = isFields(asked.vulnerabilities) ? asked.vulnerabilities : {};
      const { remediation } = all;
      const version = /===?\s*([^\s;,]{1,100})/.exec(
        textOf(asked.raw)?.slice(0, 1000) ?? '',
      )?.[1];
      for (const found of listOf(all.known_vulnerabilities).filter(isFields)) {
        const ignored = isFields(found.ignored) ? found.ignored : undefined;
        addFound(report, found, {
          name: dependency.name,
          version,
          fixedVersions: isFields(remediation)
            ? [remediation.recommended]
            : undefined,
          path,
          suppression:
            ignored && suppressionOf(ignored.reason, ignored.expires),
        });
      }
    }
  }
}
