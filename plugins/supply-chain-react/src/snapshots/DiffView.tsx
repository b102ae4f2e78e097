import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  Finding,
  SnapshotDiff,
} from '@safety-curtain/plugin-supply-chain-common';
import { useUrlState } from '../hooks/useUrlState';
import { SeverityMark } from '../severity';
import { supplyChainTranslationRef } from '../translation';
import { CountedList } from './CountedList';
import styles from './snapshots.module.css';

/** What came and went between two snapshots: packages, and findings with them. */
export function DiffView({ diff }: { diff: SnapshotDiff }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const lists = [
    diff.added,
    diff.removed,
    diff.changed,
    diff.findingsOpened ?? [],
    diff.findingsResolved ?? [],
  ];
  if (lists.every(list => list.length === 0)) {
    return <Text as="p">{t('diff.same')}</Text>;
  }
  return (
    <div className={styles.diff}>
      <CountedList title={t('diff.added')}>
        {diff.added.map(one => (
          <code key={one.purl ?? `${one.name}@${one.version}`}>
            + {one.name} {one.version}
          </code>
        ))}
      </CountedList>
      <CountedList title={t('diff.removed')}>
        {diff.removed.map(one => (
          <code key={one.purl ?? `${one.name}@${one.version}`}>
            − {one.name} {one.version}
          </code>
        ))}
      </CountedList>
      <CountedList title={t('diff.changed')}>
        {diff.changed.map(one => (
          <code key={`${one.type ?? ''}/${one.name}`}>
            {one.name} {one.before.join(', ')} → {one.after.join(', ')}
          </code>
        ))}
      </CountedList>
      <FindingList title={t('diff.opened')} findings={diff.findingsOpened} />
      <FindingList
        title={t('diff.resolved')}
        findings={diff.findingsResolved}
      />
    </div>
  );
}

/** Nothing where the reader may not see findings: that is not *none*. */
function FindingList(props: { title: string; findings?: Finding[] }) {
  if (!props.findings) return null;
  return (
    <CountedList title={props.title}>
      {props.findings.map(finding => (
        <FindingLine key={finding.id} finding={finding} />
      ))}
    </CountedList>
  );
}

function FindingLine({ finding }: { finding: Finding }) {
  const url = useUrlState();
  return (
    <span className={styles.finding}>
      <SeverityMark severity={finding.severity} />
      <Link href={url.href({ finding: finding.id })}>{finding.advisory}</Link>
      <Text color="secondary">{finding.package}</Text>
    </span>
  );
}
