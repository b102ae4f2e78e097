import { Button, Cell, CellText, Text } from '@backstage/ui';
import type { ArchiveExport } from '@safety-curtain/plugin-supply-chain-common';
import {
  CopyText,
  ExactTime,
  StateMark,
  type ListColumn,
  type StateTone,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import type { Translate } from '../../translation';
import styles from '../archive.module.css';
import { scopeWords } from './exportWords';

const SHORT_DIGEST = 12;

const tones: Record<ArchiveExport['state'], StateTone> = {
  ready: 'quiet',
  running: 'quiet',
  finished: 'good',
  cancelled: 'quiet',
  failed: 'bad',
};

/**
 * The columns of the list of exports.
 *
 * @param options - Without `onFetch`, none can be fetched now.
 */
export function exportColumns(options: {
  t: Translate;
  formats: Formats;
  onFetch: ((one: ArchiveExport) => void) | undefined;
}): ListColumn<ArchiveExport>[] {
  const { t, formats, onFetch } = options;
  return [
    {
      id: 'scope',
      label: t('exports.scope'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 160,
      cell: one => (
        <CellText
          title={scopeWords(one.scope, t)}
          description={one.formats.join(', ') || undefined}
        />
      ),
    },
    {
      id: 'created',
      label: t('exports.created'),
      defaultWidth: '1fr',
      minWidth: 130,
      cell: one => (
        <Cell>
          <Text as="p" variant="body-medium">
            <ExactTime iso={one.createdAt} />
          </Text>
          <Text as="p" variant="body-small" color="secondary">
            {one.requestedBy}
          </Text>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('exports.state'),
      defaultWidth: '1fr',
      minWidth: 140,
      cell: one => (
        <Cell>
          <StateMark tone={tones[one.state]}>
            {t(`exports.states.${one.state}`)}
          </StateMark>
          {one.error && (
            <Text as="p" variant="body-small" color="danger">
              {one.error}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'services',
      label: t('exports.services'),
      defaultWidth: 105,
      cell: ({ state, services, servicesDone = 0 }) => (
        <CellText
          title={
            state === 'ready' || servicesDone === services
              ? formats.number(services)
              : `${formats.number(servicesDone)} / ${formats.number(services)}`
          }
        />
      ),
    },
    {
      id: 'size',
      label: t('exports.size'),
      defaultWidth: 100,
      cell: ({ bytes }) => (
        <CellText title={bytes ? formats.bytes(bytes) : ''} />
      ),
    },
    {
      id: 'proof',
      label: t('exports.proof'),
      defaultWidth: '2fr',
      minWidth: 190,
      cell: one => (
        <Cell>
          <Proof one={one} t={t} />
        </Cell>
      ),
    },
    {
      id: 'fetch',
      label: t('exports.fetch'),
      defaultWidth: 125,
      cell: one => (
        <Cell>
          {one.state === 'ready' && (
            <Button
              size="small"
              variant="primary"
              aria-label={t('exports.fetchLabel', {
                scope: scopeWords(one.scope, t),
              })}
              isDisabled={!onFetch}
              onPress={() => onFetch?.(one)}
            >
              {t('exports.fetch')}
            </Button>
          )}
        </Cell>
      ),
    },
  ];
}

function Proof({ one, t }: { one: ArchiveExport; t: Translate }) {
  const { state, manifestSha256, signedBy } = one;
  if (state !== 'finished') return null;
  return (
    <>
      {manifestSha256 && (
        <div className={styles.line}>
          <code className={styles.code} title={manifestSha256}>
            {manifestSha256.slice(0, SHORT_DIGEST)}…
          </code>
          <CopyText text={manifestSha256} label={t('exports.manifest')} />
        </div>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {signedBy
          ? t('exports.signed', { key: signedBy })
          : t('exports.unsigned')}
      </Text>
    </>
  );
}
