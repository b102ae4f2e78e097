import { isFields, listOf, type Fields } from '@safety-curtain/input';
import type { Suppression } from '../model/toolReport';
import { looksForSecrets } from '../identity/secretRules';
import type { ReportReader } from '../reader';
import { CoveredFiles } from '../report/CoveredFiles';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { plainName, plainText } from '../text/plainText';

/** `eslint --format json`: all files that were linted, with what is wrong in them. */
export const eslint: ReportReader = {
  id: 'eslint',
  name: 'ESLint',
  ofLists: true,
  recognizes: ({ json }) => {
    const [first] = listOf(json);
    return (
      isFields(first) &&
      typeof first.filePath === 'string' &&
      Array.isArray(first.messages) &&
      typeof first.errorCount === 'number'
    );
  },
  read({ json }, { maxResults, root }) {
    const report = new ReportBuilder(toolOf('eslint', 'ESLint'), maxResults);
    const covered = new CoveredFiles();
    let partial = false;
    for (const file of listOf(json).filter(isFields)) {
      const path = placeAt(file.filePath, {}, root)?.path;
      covered.add(path);
      for (const message of listOf(file.messages).filter(isFields)) {
        if (message.fatal === true) {
          partial = true;
          report.notice(`${path ?? 'a file'} could not be parsed`);
        } else addMessage(report, message, path);
      }
      for (const message of listOf(file.suppressedMessages).filter(isFields)) {
        addMessage(report, message, path, suppressionOf(message));
      }
    }
    return [report.report({ partial, covers: covered.toldTo(report) })];
  },
};

function addMessage(
  report: ReportBuilder,
  found: Fields,
  path: string | undefined,
  suppression?: Suppression,
): void {
  const rule = plainName(found.ruleId) ?? 'unknown';
  // Rules that look for secrets say them.
  const isSecret = looksForSecrets({ id: rule });
  const message = isSecret ? rule : plainText(found.message) ?? rule;
  const { line, endLine, column, endColumn } = found;
  const place = placeAt(path, {
    startLine: line,
    endLine,
    startColumn: column,
    // The column behind it.
    endColumn: typeof endColumn === 'number' ? endColumn - 1 : undefined,
  });
  report.rule({ id: rule, cwes: [], tags: [] });
  report.add(
    {
      kind: isSecret ? 'secret' : 'code',
      rule,
      severity: found.severity === 2 ? 'high' : 'medium',
      message,
      ...(place && { place }),
      ...(suppression && { suppression }),
    },
    [path, message.replace(/\d+/g, '0')],
  );
}

function suppressionOf({ suppressions }: Fields): Suppression {
  const reason = listOf(suppressions)
    .slice(0, 20)
    .map(entry =>
      isFields(entry) ? plainText(entry.justification) : undefined,
    )
    .find(text => text !== undefined);
  return {
    kind: 'source',
    status: 'accepted',
    ...(reason !== undefined && { reason }),
  };
}
