import { Cell, CellText, Link, Text } from '@backstage/ui';
import type {
  LicenseIssue,
  LicenseReason,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  directMessage,
  NameCell,
  RelativeTime,
  type ListColumn,
  type Translate as SharedTranslate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import type { LicenseLinks } from '../links';
import { LicenseText } from '../marks/LicenseText';
import { VerdictMark, verdicts } from '../marks/VerdictMark';
import type { Translate } from '../translation';

/**
 * The columns of a list of issues.
 *
 * @param options - With `links`, each issue names the service that it is in.
 */
export function issueColumns(options: {
  t: Translate;
  formats: Formats;
  shared: SharedTranslate;
  links: LicenseLinks | undefined;
}): ListColumn<LicenseIssue>[] {
  const { t, formats, shared, links } = options;
  const serviceColumn: ListColumn<LicenseIssue> = {
    id: 'service',
    label: t('issues.service'),
    defaultWidth: '1fr',
    minWidth: 120,
    cell: issue => (
      <Cell>
        <Link href={links?.licenses(issue.entityRef)}>{issue.targetName}</Link>
      </Cell>
    ),
  };
  return [
    {
      id: 'verdict',
      label: t('issues.verdict'),
      isSortable: true,
      defaultWidth: 115,
      cell: issue => (
        <Cell>
          <VerdictMark verdict={issue.verdict} />
        </Cell>
      ),
    },
    {
      id: 'package',
      label: t('issues.package'),
      isRowHeader: true,
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: issue => <NameCell name={issue.name} description={issue.version} />,
    },
    ...(links ? [serviceColumn] : []),
    {
      id: 'license',
      label: t('issues.license'),
      defaultWidth: '2fr',
      minWidth: 140,
      cell: issue => (
        <Cell>
          <LicenseText {...issue} />
        </Cell>
      ),
    },
    {
      id: 'why',
      label: t('issues.why'),
      defaultWidth: '3fr',
      minWidth: 180,
      cell: issue => {
        const reason = worstReason(issue.reasons);
        return (
          <CellText title={reason?.text ?? ''} description={reason?.rule} />
        );
      },
    },
    {
      id: 'dependency',
      label: t('issues.dependency'),
      defaultWidth: 130,
      cell: issue => (
        <CellText
          title={shared(directMessage(issue.direct))}
          description={shared(`scope.${issue.scope}`)}
        />
      ),
    },
    {
      id: 'firstSeen',
      label: t('issues.firstSeen'),
      isSortable: true,
      defaultWidth: 130,
      cell: issue => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={issue.firstSeenAt} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'exception',
      label: t('issues.exception'),
      defaultWidth: 135,
      cell: issue => (
        <CellText title={exceptionText(issue.exception, t, formats, shared)} />
      ),
    },
  ];
}

/** The reason that weighs most: why the verdict is what it is. */
export function worstReason(
  reasons: readonly LicenseReason[],
): LicenseReason | undefined {
  return [...reasons].sort(
    (a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict),
  )[0];
}

function exceptionText(
  exception: LicenseIssue['exception'],
  t: Translate,
  formats: Formats,
  shared: SharedTranslate,
): string {
  if (!exception) return '';
  if (exception.state === 'proposed') return t('issues.proposed');
  if (exception.state !== 'active' || !exception.endsAt) {
    return shared(`decisionState.${exception.state}`);
  }
  return t('issues.exceptedUntil', {
    day: formats.day(exception.endsAt),
  });
}
