import {
  asText,
  isFields,
  listOf,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import type { ReportedPackage } from '../model/toolReport';
import { packageNamed } from '../packages/reportedPackage';
import type { ReportBuilder } from '../report/ReportBuilder';
import { cwesOf } from '../rules/cwes';
import { scoreOf, severityOfWord } from '../severity/severity';
import {
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';

const GHSA = /GHSA(?:-[2-9a-z]{4}){3}/;
const MAX_VERSIONS = 100;

/** An advisory as npm 6 wrote it, with a result for each version that is installed. */
export function addAdvisory(report: ReportBuilder, given: unknown): void {
  if (!isFields(given)) return;
  const versions = new Set(
    listOf(given.findings)
      .slice(0, MAX_VERSIONS)
      .filter(isFields)
      .map(({ version }) => plainName(version)),
  );
  const cves = plainNames(given.cves);
  const ids = [...cves, plainName(given.github_advisory_id)];
  for (const version of versions.size > 0 ? versions : [undefined]) {
    const about = packageNamed(given.module_name, version, 'npm');
    if (about) addOne(report, given, about, ids, fixedBy(given));
  }
}

/** A package as npm 7 writes it; what is vulnerable only by others is told of those. */
export function addVulnerability(report: ReportBuilder, entry: Fields): void {
  for (const via of listOf(entry.via).filter(isFields)) {
    const about = packageNamed(via.name ?? entry.name, undefined, 'npm');
    if (!about) continue;
    const direct = entry.isDirect;
    addOne(
      report,
      via,
      typeof direct === 'boolean' ? { ...about, direct } : about,
      [],
      fixOf(entry.fixAvailable),
    );
  }
}

function addOne(
  report: ReportBuilder,
  advisory: Fields,
  about: ReportedPackage,
  ids: (string | undefined)[],
  fix: string | undefined,
): void {
  const helpUri = webAddress(advisory.url);
  const number = plainName(advisory.id ?? advisory.source);
  const names = [
    helpUri === undefined ? undefined : GHSA.exec(helpUri)?.[0],
    ...ids,
  ].filter(id => id !== undefined);
  const [id = `npm:${number ?? 'unknown'}`, ...aliases] = new Set(names);
  const title = plainName(advisory.title);
  const description = plainText(advisory.overview);
  const cvss = isFields(advisory.cvss) ? advisory.cvss : {};
  // npm writes 0 where nobody scored it.
  const score = scoreOf(cvss.score) || undefined;
  report.rule({
    id,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(helpUri !== undefined && { helpUri }),
    cwes: cwesOf([advisory.cwe, ...listOf(advisory.cwe)]),
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity: severityOfWord(advisory.severity),
      ...(score !== undefined && { score }),
      message: title ?? id,
      package: about,
      vulnerability: { id, aliases },
      ...(fix !== undefined && { fix }),
    },
    [about.name, about.version],
  );
}

function fixedBy({ patched_versions }: Fields): string | undefined {
  const range = plainName(patched_versions);
  return range === undefined || range === '<0.0.0'
    ? undefined
    : `mended in ${range}`;
}

function fixOf(fix: unknown): string | undefined {
  if (!isFields(fix) || textOf(fix.name) === undefined) return undefined;
  const breaks = fix.isSemVerMajor === true ? ', which breaks' : '';
  return plainName(`${fix.name}@${asText(fix.version)}${breaks}`);
}
