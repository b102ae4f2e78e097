import { isFields, listOf, type Fields } from '@safety-curtain/input';
import type { ReportBuilder } from '../report/ReportBuilder';
import { placeAt } from '../report/lines';
import { severityOfWord } from '../severity/severity';
import {
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';

/** What `snyk iac test` found in one file. */
export function addMisconfiguration(
  report: ReportBuilder,
  issue: Fields,
  path: string | undefined,
): void {
  const id = plainName(issue.publicId) ?? plainName(issue.id) ?? 'unknown';
  const title = plainName(issue.title);
  const told = isFields(issue.iacDescription) ? issue.iacDescription : {};
  const description = plainText(issue.description) ?? plainText(told.impact);
  const helpUri =
    webAddress(issue.documentation) ?? webAddress(listOf(issue.references)[0]);
  const fix = plainText(issue.resolve) ?? plainText(told.resolve);
  const object = plainName(plainNames(issue.path, 50).join('.'));
  const place = placeAt(path, { startLine: issue.lineNumber });
  report.rule({
    id,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(helpUri !== undefined && { helpUri }),
    cwes: [],
    tags: [],
  });
  report.add(
    {
      kind: 'configuration',
      rule: id,
      severity: severityOfWord(issue.severity),
      message: title ?? id,
      ...(place && { place }),
      ...(object !== undefined && { object }),
      ...(issue.isIgnored === true && {
        suppression: { kind: 'external', status: 'accepted' },
      }),
      ...(fix !== undefined && { fix }),
    },
    [path, object],
  );
}
