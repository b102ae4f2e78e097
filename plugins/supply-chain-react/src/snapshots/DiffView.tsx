import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import type {
  Finding,
  SnapshotDiff,
} from '@safety-curtain/plugin-supply-chain-common';
import { useState, type ReactNode } from 'react';
import { useUrlState } from '../hooks/useUrlState';
import { SeverityMark } from '../severity';
import { supplyChainTranslationRef } from '../translation';
import styles from './snapshots.module.css';

const SHOWN_AT_FIRST = 20;

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
      <DiffList title={t('diff.added')}>
        {diff.added.map(one => (
          <code key={one.purl ?? `${one.name}@${one.version}`}>
            + {one.name} {one.version}
          </code>
        ))}
      </DiffList>
      <DiffList title={t('diff.removed')}>
        {diff.removed.map(one => (
          <code key={one.purl ?? `${one.name}@${one.version}`}>
            − {one.name} {one.version}
          </code>
        ))}
      </DiffList>
      <DiffList title={t('diff.changed')}>
        {diff.changed.map(one => (
          <code key={`${one.type ?? ''}/${one.name}`}>
            {one.name} {one.before.join(', ')} → {one.after.join(', ')}
          </code>
        ))}
      </DiffList>
      <FindingList title={t('diff.opened')} findings={diff.findingsOpened} />
      <FindingList
        title={t('diff.resolved')}
        findings={diff.findingsResolved}
      />
    </div>
  );
}

function DiffList(props: { title: string; children: readonly ReactNode[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [all, setAll] = useState(false);
  const { title, children } = props;
  const shown = all ? children : children.slice(0, SHOWN_AT_FIRST);
  const hidden = children.length - shown.length;
  return (
    <section aria-label={title} className={styles.list}>
      <Text as="h3" weight="bold">
        {t('diff.count', { title, number: String(children.length) })}
      </Text>
      {children.length === 0 && (
        <Text color="secondary">{t('diff.nothing')}</Text>
      )}
      <ul>
        {shown.map((child, index) => (
          <li key={index}>{child}</li>
        ))}
      </ul>
      {hidden > 0 && (
        <div>
          <Button size="small" variant="tertiary" onPress={() => setAll(true)}>
            {t('diff.more', { number: String(hidden) })}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Nothing where the reader may not see findings: that is not *none*. */
function FindingList(props: { title: string; findings?: Finding[] }) {
  if (!props.findings) return null;
  return (
    <DiffList title={props.title}>
      {props.findings.map(finding => (
        <FindingLine key={finding.id} finding={finding} />
      ))}
    </DiffList>
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
