import { isFields, type Fields } from '@safety-curtain/input';
import type { ResultSeverity, Suppression } from '../model/toolReport';
import { packageNamed } from '../packages/reportedPackage';
import type { ReportBuilder } from '../report/ReportBuilder';
import { scoreOf, severityOfScore, severityOfWord } from '../severity/severity';
import {
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';

/** What both versions tell of a package, each in its own place. */
interface Asked {
  name: unknown;
  version: unknown;
  fixedVersions: unknown;
  path?: string;
  suppression?: Suppression;
}

export function addFound(
  report: ReportBuilder,
  found: Fields,
  { name, version, fixedVersions, path, suppression }: Asked,
): void {
  const about = packageNamed(name, version, 'PyPI');
  const number = plainName(found.vulnerability_id ?? found.id);
  if (!about || number === undefined) return;
  const id = /^\d+$/.test(number) ? `safety:${number}` : number;
  const cve = plainName(isFields(found.CVE) ? found.CVE.name : found.CVE);
  const description = plainText(found.advisory);
  const helpUri = webAddress(found.more_info_url);
  report.rule({
    id,
    ...(description !== undefined && { description }),
    ...(helpUri !== undefined && { helpUri }),
    cwes: [],
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      ...severityIn(isFields(found.severity) ? found.severity : found.CVE),
      message: description ?? id,
      ...(path !== undefined && { place: { path } }),
      package: { ...about, fixedVersions: plainNames(fixedVersions) },
      vulnerability: { id, aliases: cve === undefined ? [] : [cve] },
      ...(suppression && { suppression }),
    },
    [about.name, about.version, path],
  );
}

export function suppressionOf(reason: unknown, expires: unknown): Suppression {
  const told = plainText(reason);
  // A day, or a time without a zone.
  const day = /^\d{4}-\d\d-\d\d/.exec(plainName(expires) ?? '')?.[0];
  const until = day === undefined ? Number.NaN : Date.parse(day);
  return {
    kind: 'external',
    status: 'accepted',
    ...(told !== undefined && { reason: told }),
    ...(!Number.isNaN(until) && { until: new Date(until).toISOString() }),
  };
}

function severityIn(given: unknown): {
  severity: ResultSeverity;
  score?: number;
} {
  const { cvssv3, cvssv2 }: Fields = isFields(given) ? given : {};
  const scores = [cvssv3, cvssv2].filter(isFields);
  const score = scores
    .map(({ base_score: base }) => scoreOf(base))
    .find(found => found !== undefined);
  const word = severityOfWord(scores[0]?.base_severity);
  if (score === undefined) return { severity: word };
  return {
    severity: word === 'unknown' ? severityOfScore(score) : word,
    score,
  };
}
