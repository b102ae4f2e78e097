import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { secretHashOf } from '../identity/fingerprint';
import { looksForSecrets } from '../identity/secretRules';
import { hashOfShown } from '../identity/secrets';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { unreadNotice, counted } from '../report/unread';
import { cwesOf } from '../rules/cwes';
import { confidenceOf, severityOfWord } from '../severity/severity';
import { isoTime, plainName, plainText, webAddress } from '../text/plainText';

/** `bandit -f json`. */
export const bandit: ReportReader = {
  id: 'bandit',
  name: 'Bandit',
  recognizes: ({ json }) =>
    isFields(json) &&
    Array.isArray(json.results) &&
    isFields(json.metrics) &&
    isFields(json.metrics._totals),
  read({ json }, { maxResults, salt, root }) {
    const { results, errors, generated_at: at, metrics } = json as Fields;
    const report = new ReportBuilder(toolOf('bandit', 'Bandit'), maxResults);
    for (const found of listOf(results).filter(isFields)) {
      addFound(report, found, salt, root);
    }
    const failed = listOf(errors).filter(isFields);
    for (const { filename, reason } of failed.slice(0, 20)) {
      report.notice(unreadNotice(filename, reason, root));
    }
    const { nosec } = (metrics as { _totals: Fields })._totals;
    if (typeof nosec === 'number' && nosec > 0) {
      report.notice(
        `${counted(
          nosec,
          'line is',
          'lines are',
        )} left out by comments (nosec)`,
      );
    }
    return [report.report({ ranAt: isoTime(at), partial: failed.length > 0 })];
  },
};

function addFound(
  report: ReportBuilder,
  found: Fields,
  salt: Uint8Array,
  root?: string,
): void {
  const rule = plainName(found.test_id) ?? 'unknown';
  const title = plainName(found.test_name);
  const helpUri = webAddress(found.more_info);
  const cwes = cwesOf([isFields(found.issue_cwe) ? found.issue_cwe.id : '']);
  const isSecret = looksForSecrets({ id: rule, title, cwes });
  const text = textOf(found.issue_text) ?? rule;
  // Bandit says passwords in its messages.
  const message = isSecret
    ? 'Possible hardcoded password'
    : plainText(text) ?? rule;
  const confidence = confidenceOf(found.issue_confidence);
  const place = placeAt(found.filename, { startLine: found.line_number }, root);
  // Each line begins with its number.
  const code = (textOf(found.code) ?? text).replace(/^\d+ /gm, '');
  const hash = isSecret ? hashOfShown(text, salt) : undefined;
  const what = isSecret ? secretHashOf(text, salt) : code;
  report.rule({
    id: rule,
    ...(title !== undefined && { title }),
    ...(helpUri !== undefined && { helpUri }),
    cwes,
    tags: [],
  });
  report.add(
    {
      kind: isSecret ? 'secret' : 'code',
      rule,
      severity: severityOfWord(found.issue_severity),
      ...(confidence !== undefined && { confidence }),
      message,
      ...(place && { place }),
      ...(hash !== undefined && { secretHash: hash }),
    },
    [place?.path, what],
  );
}
