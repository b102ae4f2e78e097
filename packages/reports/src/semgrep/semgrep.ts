import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { secretHashOf } from '../identity/fingerprint';
import { looksForSecrets } from '../identity/secretRules';
import { hashOfShown, textBetween } from '../identity/secrets';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { unreadNotice } from '../report/unread';
import { cwesOf } from '../rules/cwes';
import { confidenceOf, severityOfWord } from '../severity/severity';
import { plainName, plainText, webAddress } from '../text/plainText';

/** What stands where Semgrep keeps something from whoever is not signed in. */
const WITHHELD = 'requires login';
const MAX_FILES = 100_000;

/** `semgrep … --json`, and Opengrep's. */
export const semgrep: ReportReader = {
  id: 'semgrep',
  name: 'Semgrep',
  recognizes: ({ json }) =>
    isFields(json) &&
    Array.isArray(json.results) &&
    Array.isArray(json.errors) &&
    (isFields(json.paths) || isResult(json.results[0])),
  read({ json }, { maxResults, salt, root }) {
    const { results, errors, paths, version } = json as Fields;
    const report = new ReportBuilder(
      toolOf('semgrep', 'Semgrep', plainName(version)),
      maxResults,
    );
    for (const found of listOf(results).filter(isFields)) {
      addFound(report, found, salt, root);
    }
    const failed = listOf(errors)
      .filter(isFields)
      .filter(({ level }) => level === 'error');
    for (const { path, type } of failed.slice(0, 20)) {
      report.notice(unreadNotice(path, type, root));
    }
    const scanned = listOf(isFields(paths) ? paths.scanned : []);
    const covers = scanned
      .slice(0, MAX_FILES)
      .map(path => placeAt(path, {}, root)?.path)
      .filter(path => path !== undefined);
    return [
      report.report({
        partial: failed.length > 0,
        covers: covers.length > 0 ? covers : undefined,
      }),
    ];
  },
};

/** Versions before 1.0 wrote no `paths`. */
function isResult(value: unknown): boolean {
  return isFields(value) && typeof value.check_id === 'string';
}

function addFound(
  report: ReportBuilder,
  found: Fields,
  salt: Uint8Array,
  root?: string,
): void {
  const rule = plainName(found.check_id) ?? 'unknown';
  const extra = isFields(found.extra) ? found.extra : {};
  const metadata = isFields(extra.metadata) ? extra.metadata : {};
  const start = isFields(found.start) ? found.start : {};
  const end = isFields(found.end) ? found.end : {};
  const lines = given(extra.lines);
  const cwes = cwesOf([metadata.cwe, ...listOf(metadata.cwe)]);
  const isSecret =
    metadata.category === 'secrets' || looksForSecrets({ id: rule, cwes });
  // Messages of rules may quote what they matched.
  const message = isSecret ? rule : plainText(extra.message) ?? rule;
  const confidence = confidenceOf(metadata.confidence);
  const helpUri = webAddress(metadata.source);
  const fix = isSecret ? undefined : plainText(extra.fix);
  const hash = isSecret
    ? hashOfShown(textBetween(lines, start.col, end.col), salt)
    : undefined;
  const code =
    isSecret && lines !== undefined ? secretHashOf(lines, salt) : lines;
  const place = placeAt(
    found.path,
    {
      startLine: start.line,
      endLine: end.line,
      startColumn: start.col,
      // The column behind it.
      endColumn: typeof end.col === 'number' ? end.col - 1 : undefined,
    },
    root,
  );
  report.rule({
    id: rule,
    ...(helpUri !== undefined && { helpUri }),
    cwes,
    tags: [],
  });
  report.add(
    {
      kind: isSecret ? 'secret' : 'code',
      rule,
      severity: severityOfWord(extra.severity),
      ...(confidence !== undefined && { confidence }),
      message,
      ...(place && { place }),
      ...(hash !== undefined && { secretHash: hash }),
      ...(extra.is_ignored === true && {
        suppression: { kind: 'source', status: 'accepted' },
      }),
      ...(fix !== undefined && { fix }),
    },
    [
      place?.path,
      hash ?? given(extra.fingerprint) ?? code ?? message.replace(/\d+/g, '0'),
    ],
  );
}

function given(value: unknown): string | undefined {
  return value === WITHHELD ? undefined : textOf(value);
}
