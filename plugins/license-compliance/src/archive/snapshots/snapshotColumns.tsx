import { Button, Cell, CellText, Text } from '@backstage/ui';
import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import {
  ExactTime,
  NameCell,
  StateMark,
  type ListColumn,
  type UrlState,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import type { LicenseLinks } from '../../links';
import type { Translate } from '../../translation';
import { SnapshotDocuments } from './SnapshotDocuments';
import { snapshotLabel } from './snapshotLabel';

const SHORT_REVISION = 12;

type Column = ListColumn<Snapshot>;

/** The columns of the archive's list. */
export function snapshotColumns(options: {
  t: Translate;
  formats: Formats;
  links: LicenseLinks;
  url: UrlState;
}): Column[] {
  const { t, formats, links, url } = options;
  return [
    {
      id: 'service',
      label: t('archive.service'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: snapshot => (
        <NameCell
          name={snapshot.targetName ?? snapshot.entityRef}
          href={links.licenses(snapshot.entityRef)}
        />
      ),
    },
    {
      id: 'release',
      label: t('archive.release'),
      defaultWidth: '1fr',
      minWidth: 110,
      cell: ({ release, revision }) => (
        <CellText
          title={release ?? t('snapshots.noRelease')}
          color={release ? 'primary' : 'secondary'}
          description={revision?.slice(0, SHORT_REVISION)}
        />
      ),
    },
    inForceColumn(t),
    madeByColumn(t),
    packagesColumn(t, formats),
    {
      id: 'download',
      label: t('snapshots.download'),
      defaultWidth: 260,
      minWidth: 260,
      cell: snapshot => (
        <Cell>
          <SnapshotDocuments snapshot={snapshot} />
        </Cell>
      ),
    },
    {
      id: 'compare',
      label: t('snapshots.compare'),
      defaultWidth: 115,
      cell: snapshot => (
        <Cell>
          <CompareButton
            snapshot={snapshot}
            url={url}
            t={t}
            formats={formats}
          />
        </Cell>
      ),
    },
  ];
}

function inForceColumn(t: Translate): Column {
  return {
    id: 'inForce',
    label: t('snapshots.inForce'),
    defaultWidth: 210,
    cell: ({ createdAt, lastObservedAt, current }) => (
      <Cell>
        <Text as="p" variant="body-small">
          {t('snapshots.since', { when: <ExactTime iso={createdAt} /> })}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {current
            ? t('snapshots.now')
            : t('snapshots.until', {
                when: <ExactTime iso={lastObservedAt} />,
              })}
        </Text>
      </Cell>
    ),
  };
}

function madeByColumn(t: Translate): Column {
  return {
    id: 'madeBy',
    label: t('snapshots.madeBy'),
    defaultWidth: '1fr',
    minWidth: 120,
    cell: ({ origin, name, tools = [], recordedBy }) => (
      <CellText
        title={[t(`snapshots.origins.${origin}`), name]
          .filter(Boolean)
          .join(': ')}
        description={
          [tools.join(', '), recordedBy].filter(Boolean).join(', ') || undefined
        }
      />
    ),
  };
}

/** How many there are, and how well the document tells of them. */
function packagesColumn(t: Translate, formats: Formats): Column {
  return {
    id: 'packages',
    label: t('snapshots.packages'),
    defaultWidth: 150,
    cell: ({ componentCount, quality, partial, held }) => (
      <Cell>
        <Text as="p" variant="body-medium">
          {formats.number(componentCount)}
        </Text>
        {quality !== undefined && (
          <Text as="p" variant="body-small" color="secondary">
            {t('snapshots.quality', { score: formats.number(quality) })}
          </Text>
        )}
        {partial && (
          <StateMark tone="doubt">{t('snapshots.partial')}</StateMark>
        )}
        {held && <StateMark tone="good">{t('snapshots.held')}</StateMark>}
      </Cell>
    ),
  };
}

/** Chooses a snapshot for a comparison: the first, then the one to compare with. */
function CompareButton(props: {
  snapshot: Snapshot;
  url: UrlState;
  t: Translate;
  formats: Formats;
}) {
  const { snapshot, url, t, formats } = props;
  const base = url.get('base');
  if (snapshot.id === base || snapshot.id === url.get('with')) {
    return <Text variant="body-small">{t('snapshots.chosen')}</Text>;
  }
  const other = url.get('baseOf');
  if (base && other !== snapshot.entityRef) {
    return (
      <Text variant="body-small" color="secondary">
        {t('snapshots.otherService')}
      </Text>
    );
  }
  return (
    <Button
      size="small"
      variant="tertiary"
      aria-label={t('snapshots.compareLabel', {
        name: snapshotLabel(snapshot, formats),
      })}
      onPress={() =>
        base
          ? url.set({ with: snapshot.id }, { push: true })
          : url.set(
              { base: snapshot.id, baseOf: snapshot.entityRef },
              { push: true },
            )
      }
    >
      {t('snapshots.compare')}
    </Button>
  );
}
