import { isFields, listOf, type Fields } from '@safety-curtain/input';
import { mayQuoteSecret } from '../identity/secretRules';
import type { ReportDocument, ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { severityOfWord } from '../severity/severity';
import { plainName, plainText } from '../text/plainText';

/** What ShellCheck says of a script, in the words of actionlint. */
const SHELLCHECK = /: (?<code>SC\d{1,6}):(?<level>[a-z]{1,20}):\d+:\d+: /;

/** `actionlint -format '{{json .}}'`, and with an error in each line. It tells no severities. */
export const actionlint: ReportReader = {
  id: 'actionlint',
  name: 'actionlint (template json)',
  ofLists: true,
  recognizes: document => {
    const [first] = errorsIn(document);
    return (
      isFields(first) &&
      typeof first.message === 'string' &&
      typeof first.kind === 'string' &&
      typeof first.line === 'number' &&
      'end_column' in first
    );
  },
  read(document, { maxResults, root }) {
    const report = new ReportBuilder(
      toolOf('actionlint', 'actionlint'),
      maxResults,
    );
    for (const error of errorsIn(document).filter(isFields)) {
      addError(report, error, root);
    }
    return [report.report()];
  },
};

function errorsIn({ json, lines }: ReportDocument): unknown[] {
  if (lines) return lines;
  return isFields(json) ? [json] : listOf(json);
}

function addError(report: ReportBuilder, error: Fields, root?: string): void {
  const kind = plainName(error.kind) ?? 'unknown';
  const isQuiet = mayQuoteSecret({ id: kind });
  const message = (isQuiet ? undefined : plainText(error.message)) ?? kind;
  const { code, level } = SHELLCHECK.exec(message)?.groups ?? {};
  const rule = code === undefined ? kind : `${kind}/${code}`;
  const place = placeAt(
    error.filepath,
    {
      startLine: error.line,
      startColumn: error.column,
      endColumn: error.end_column,
    },
    root,
  );
  report.rule({ id: rule, cwes: [], tags: [] });
  report.add(
    {
      kind: 'configuration',
      rule,
      severity: severityOfWord(level),
      message,
      ...(place && { place }),
    },
    [place?.path, message.replace(/\d+/g, '0')],
  );
}
