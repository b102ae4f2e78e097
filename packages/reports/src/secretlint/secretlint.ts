import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { hashOfSecret } from '../identity/secrets';
import type { ReportReader } from '../reader';
import { CoveredFiles } from '../report/CoveredFiles';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { severityOfWord } from '../severity/severity';
import { plainName, webAddress } from '../text/plainText';
import { secretRange } from './secretRange';

/**
 * `secretlint --format json`: all files that were looked at, whole, and where secrets are in them.
 * What it says of them may quote the secrets and is not kept.
 */
export const secretlint: ReportReader = {
  id: 'secretlint',
  name: 'secretlint',
  ofLists: true,
  recognizes: ({ json }) => {
    const [first] = listOf(json);
    return (
      isFields(first) &&
      typeof first.filePath === 'string' &&
      typeof first.sourceContentType === 'string' &&
      Array.isArray(first.messages)
    );
  },
  read({ json }, { maxResults, salt, root }) {
    const report = new ReportBuilder(
      toolOf('secretlint', 'secretlint'),
      maxResults,
    );
    const covered = new CoveredFiles();
    for (const file of listOf(json).filter(isFields)) {
      const path = placeAt(file.filePath, {}, root)?.path;
      covered.add(path);
      const source = textOf(file.sourceContent);
      for (const message of listOf(file.messages).filter(isFields)) {
        const secret = source && secretIn(source, message);
        addMessage(report, message, path, hashOfSecret(secret, salt));
      }
    }
    return [report.report({ covers: covered.toldTo(report) })];
  },
};

function addMessage(
  report: ReportBuilder,
  found: Fields,
  path: string | undefined,
  secretHash: string | undefined,
): void {
  const rule = plainName(found.ruleId) ?? 'unknown';
  const title = plainName(found.messageId) ?? rule;
  const helpUri = webAddress(found.docsUrl);
  const { start, end }: Fields = isFields(found.loc) ? found.loc : {};
  const from = isFields(start) ? start : {};
  const to = isFields(end) ? end : {};
  const place = placeAt(path, {
    startLine: from.line,
    endLine: to.line,
    // Columns count from 0, and the end is behind it.
    startColumn: typeof from.column === 'number' ? from.column + 1 : undefined,
    endColumn: to.column,
  });
  report.rule({
    id: rule,
    ...(helpUri !== undefined && { helpUri }),
    cwes: [798],
    tags: [],
  });
  report.add(
    {
      kind: 'secret',
      rule,
      severity: severityOfWord(found.severity),
      message: title,
      ...(place && { place }),
      ...(secretHash !== undefined && { secretHash }),
    },
    [place?.path, title, secretHash],
  );
}

function secretIn(source: string, { range }: Fields): string | undefined {
  const [from, to] = listOf(range);
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    return undefined;
  }
  const { start, end } = secretRange(source, from as number, to as number);
  return source.slice(start, end);
}
