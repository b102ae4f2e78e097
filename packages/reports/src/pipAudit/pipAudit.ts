import { isFields, listOf, type Fields } from '@safety-curtain/input';
import { packageNamed } from '../packages/reportedPackage';
import type { ReportReader } from '../reader';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { plainName, plainNames, plainText } from '../text/plainText';

/** `pip-audit --format json`; before 2.0 the list of packages alone. It tells no severities. */
export const pipAudit: ReportReader = {
  id: 'pip-audit',
  name: 'pip-audit (1 and 2)',
  ofLists: true,
  recognizes: ({ json }) => {
    const list = isFields(json) ? json.dependencies : json;
    const [first] = listOf(list);
    return isFields(first)
      ? typeof first.name === 'string' &&
          (Array.isArray(first.vulns) || 'skip_reason' in first)
      : isFields(json) && Array.isArray(list) && Array.isArray(json.fixes);
  },
  read({ json }, { maxResults }) {
    const report = new ReportBuilder(
      toolOf('pip-audit', 'pip-audit'),
      maxResults,
    );
    let skipped = 0;
    const all = isFields(json) ? json.dependencies : json;
    for (const entry of listOf(all).filter(isFields)) {
      if (typeof entry.skip_reason === 'string') {
        skipped += 1;
        report.notice(
          `${plainName(entry.name) ?? 'a package'} was skipped: ${plainText(
            entry.skip_reason,
            200,
          )}`,
        );
      }
      for (const found of listOf(entry.vulns).filter(isFields)) {
        addFound(report, entry, found);
      }
    }
    return [report.report({ partial: skipped > 0 })];
  },
};

function addFound(report: ReportBuilder, entry: Fields, found: Fields): void {
  const about = packageNamed(entry.name, entry.version, 'PyPI');
  const id = plainName(found.id);
  if (!about || id === undefined) return;
  const description = plainText(found.description);
  report.rule({
    id,
    ...(description !== undefined && { description }),
    cwes: [],
    tags: [],
  });
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity: 'unknown',
      message: description ?? id,
      package: { ...about, fixedVersions: plainNames(found.fix_versions) },
      vulnerability: { id, aliases: plainNames(found.aliases) },
    },
    [about.name, about.version],
  );
}
