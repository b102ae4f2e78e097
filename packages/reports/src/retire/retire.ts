import { isFields, listOf, type Fields } from '@safety-curtain/input';
import { fingerprintOf } from '../identity/fingerprint';
import { packageNamed } from '../packages/reportedPackage';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { cwesOf } from '../rules/cwes';
import { severityOfWord } from '../severity/severity';
import {
  isoTime,
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';

/** `retire --outputformat json`, and `jsonsimple`, which is the list of files alone. */
export const retire: ReportReader = {
  id: 'retire',
  name: 'Retire.js (2 to 5)',
  ofLists: true,
  recognizes: ({ json }) => {
    const [first] = listOf(isFields(json) ? json.data : json);
    if (first !== undefined) return isFile(first);
    return (
      isFields(json) &&
      typeof json.version === 'string' &&
      Array.isArray(json.data) &&
      Array.isArray(json.errors)
    );
  },
  read({ json }, { maxResults, root }) {
    const document: Fields = isFields(json) ? json : { data: json };
    const { version, start, data, errors } = document;
    const report = new ReportBuilder(
      toolOf('retire.js', 'Retire.js', plainName(version)),
      maxResults,
    );
    for (const file of listOf(data).filter(isFields)) {
      for (const component of listOf(file.results).filter(isFields)) {
        for (const found of listOf(component.vulnerabilities)) {
          if (isFields(found))
            addFound(report, found, { file, component, root });
        }
      }
    }
    const failed = listOf(errors);
    for (const error of failed.slice(0, 20)) {
      report.notice(plainText(error, 200) ?? 'something could not be read');
    }
    return [
      report.report({ ranAt: isoTime(start), partial: failed.length > 0 }),
    ];
  },
};

function isFile(value: unknown): boolean {
  return (
    isFields(value) &&
    typeof value.file === 'string' &&
    listOf(value.results).some(
      result => isFields(result) && typeof result.component === 'string',
    )
  );
}

function addFound(
  report: ReportBuilder,
  found: Fields,
  { file, component, root }: { file: Fields; component: Fields; root?: string },
): void {
  // Not every library is known by its name on npm.
  const ecosystem = component.npmname === undefined ? undefined : 'npm';
  const about = packageNamed(
    component.npmname ?? component.component,
    component.version,
    ecosystem,
  );
  if (!about) return;
  const identifiers = isFields(found.identifiers) ? found.identifiers : {};
  const summary = plainText(identifiers.summary);
  const names = [
    ...plainNames(identifiers.CVE),
    ...plainNames([identifiers.githubID]),
  ];
  const [id = ownName(component, identifiers), ...aliases] = names;
  const place = placeAt(file.file, {}, root);
  const helpUri = webAddress(listOf(found.info)[0]);
  report.rule({
    id,
    ...(summary !== undefined && { description: summary }),
    ...(helpUri !== undefined && { helpUri }),
    cwes: cwesOf(listOf(found.cwe)),
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity: severityOfWord(found.severity),
      message: summary ?? id,
      ...(place && { place }),
      package: { ...about, fixedVersions: plainNames([found.below]) },
      vulnerability: { id, aliases },
    },
    [about.name, about.version, place?.path],
  );
}

/** Of what has no name anywhere else: by the library, and its issue or what it is. */
function ownName({ component }: Fields, identifiers: Fields): string {
  const { retid, issue, bug, summary } = identifiers;
  const number = plainName(retid ?? issue ?? bug);
  const what = number ?? fingerprintOf(plainText(summary)).slice(0, 12);
  return `retire:${plainName(component) ?? 'unknown'}:${what}`;
}
