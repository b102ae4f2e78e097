import { isFields, listOf } from '@safety-curtain/input';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { severityOfWord } from '../severity/severity';
import { plainName, plainText } from '../text/plainText';

/** What hadolint says where it cannot read the file. */
const UNREAD = 'DL1000';

/** `hadolint --format json`. */
export const hadolint: ReportReader = {
  id: 'hadolint',
  name: 'hadolint',
  ofLists: true,
  recognizes: ({ json }) => {
    const [first] = listOf(json);
    return (
      isFields(first) &&
      typeof first.code === 'string' &&
      /^(?:DL|SC)\d+$/.test(first.code) &&
      typeof first.file === 'string'
    );
  },
  read({ json }, { maxResults, root }) {
    const report = new ReportBuilder(
      toolOf('hadolint', 'hadolint'),
      maxResults,
    );
    let partial = false;
    for (const found of listOf(json).filter(isFields)) {
      const rule = plainName(found.code) ?? 'unknown';
      const message = plainText(found.message) ?? rule;
      const { line, column } = found;
      const place = placeAt(
        found.file,
        { startLine: line, startColumn: column },
        root,
      );
      if (rule === UNREAD) {
        partial = true;
        report.notice(`${place?.path ?? 'a file'} could not be read`);
        continue;
      }
      report.rule({
        id: rule,
        ...(rule.startsWith('DL') && {
          helpUri: `https://github.com/hadolint/hadolint/wiki/${rule}`,
        }),
        cwes: [],
        tags: [],
      });
      report.add(
        {
          kind: 'configuration',
          rule,
          severity: severityOfWord(found.level),
          message,
          ...(place && { place }),
        },
        [place?.path, message.replace(/\d+/g, '0')],
      );
    }
    return [report.report({ partial })];
  },
};
