import { isFields, listOf, type Fields } from '@safety-curtain/input';
import { mayQuoteSecret } from '../identity/secretRules';
import type { ReportReader } from '../reader';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { isoTime, plainName, plainText } from '../text/plainText';

/** `kube-linter lint --format json`: objects, without lines. It tells no severities. */
export const kubeLinter: ReportReader = {
  id: 'kube-linter',
  name: 'kube-linter',
  recognizes: ({ json }) =>
    isFields(json) &&
    Array.isArray(json.Checks) &&
    'Reports' in json &&
    isFields(json.Summary),
  read({ json }, { maxResults, root }) {
    const { Checks, Reports, Summary } = json as Fields;
    const { KubeLinterVersion, CheckEndTime } = Summary as Fields;
    const report = new ReportBuilder(
      toolOf('kube-linter', 'kube-linter', plainName(KubeLinterVersion)),
      maxResults,
    );
    const descriptions = new Map(
      listOf(Checks)
        .filter(isFields)
        .map(({ name, description }) => [
          plainName(name),
          plainText(description),
        ]),
    );
    for (const found of listOf(Reports).filter(isFields)) {
      const rule = plainName(found.Check) ?? 'unknown';
      const description = descriptions.get(rule);
      report.rule({
        id: rule,
        ...(description !== undefined && { description }),
        cwes: [],
        tags: [],
      });
      addFound(report, rule, found, root);
    }
    return [report.report({ ranAt: isoTime(CheckEndTime) })];
  },
};

function addFound(
  report: ReportBuilder,
  rule: string,
  { Diagnostic, Object: about, Remediation }: Fields,
  root?: string,
): void {
  const { Message }: Fields = isFields(Diagnostic) ? Diagnostic : {};
  const isQuiet = mayQuoteSecret({ id: rule });
  const message = (isQuiet ? undefined : plainText(Message)) ?? rule;
  const { Metadata, K8sObject }: Fields = isFields(about) ? about : {};
  const place = isFields(Metadata)
    ? placeAt(Metadata.FilePath, {}, root)
    : undefined;
  const object = isFields(K8sObject) ? objectName(K8sObject) : undefined;
  const fix = plainText(Remediation);
  report.add(
    {
      kind: 'configuration',
      rule,
      severity: 'unknown',
      message,
      ...(place && { place }),
      ...(object !== undefined && { object }),
      ...(fix !== undefined && { fix }),
    },
    [place?.path, object, message],
  );
}

/** `Deployment shop/web`, as people write it. */
function objectName({
  Name,
  Namespace,
  GroupVersionKind,
}: Fields): string | undefined {
  const { Kind }: Fields = isFields(GroupVersionKind) ? GroupVersionKind : {};
  const name = [plainName(Namespace), plainName(Name)]
    .filter(part => part !== undefined)
    .join('/');
  return plainName(`${plainName(Kind) ?? ''} ${name}`);
}
