import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import {
  bareSecret,
  hashOfSecret,
  hashOfShown,
  withoutSecret,
} from '../identity/secrets';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { plainName, plainNames, plainText } from '../text/plainText';

/** `gitleaks … --report-format json` of version 8; what it calls a secret is never kept. */
export const gitleaks: ReportReader = {
  id: 'gitleaks',
  name: 'gitleaks 8',
  ofLists: true,
  recognizes: ({ json }) => {
    const [first] = listOf(json);
    return (
      isFields(first) &&
      typeof first.RuleID === 'string' &&
      typeof first.File === 'string'
    );
  },
  read({ json }, { maxResults, salt, root }) {
    const report = new ReportBuilder(
      toolOf('gitleaks', 'gitleaks'),
      maxResults,
    );
    for (const leak of listOf(json).filter(isFields)) {
      addLeak(report, leak, salt, root);
    }
    return [report.report()];
  },
};

function addLeak(
  report: ReportBuilder,
  leak: Fields,
  salt: Uint8Array,
  root?: string,
): void {
  const rule = plainName(leak.RuleID) ?? 'unknown';
  const secret = textOf(leak.Secret) ?? textOf(leak.Match);
  const bare = secret && bareSecret(secret.slice(0, 10_000));
  const shown = [secret, bare, textOf(leak.Match)];
  const title = plainText(withoutSecret(textOf(leak.Description), ...shown));
  const commit = plainName(leak.Commit);
  const { StartLine, EndLine, StartColumn, EndColumn } = leak;
  const place = placeAt(
    withoutSecret(textOf(leak.File), ...shown),
    {
      startLine: StartLine,
      endLine: EndLine,
      startColumn: StartColumn,
      endColumn: EndColumn,
    },
    root,
  );
  const secretHash =
    textOf(leak.Secret) === undefined
      ? hashOfShown(secret, salt)
      : hashOfSecret(secret, salt);
  report.rule({
    id: rule,
    ...(title !== undefined && { title }),
    cwes: [798],
    tags: plainNames(leak.Tags, 20),
  });
  report.add(
    {
      kind: 'secret',
      rule,
      severity: 'unknown',
      message: title ?? rule,
      ...(place && {
        place: { ...place, ...(commit !== undefined && { commit }) },
      }),
      ...(secretHash !== undefined && { secretHash }),
    },
    [place?.path, commit, secretHash],
  );
}
