import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Select, Text } from '@backstage/ui';
import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  SnapshotDifference,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  type Translate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';

const CHOICE = 200;

/**
 * The difference between any two snapshots. Without a choice in the address,
 * the two newest are compared.
 */
export function SnapshotDiffSection(props: {
  entityRef: string;
  version: number;
}) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const snapshots = useLoad(`${entityRef}/${version}`, signal =>
    api.listSnapshots({ entityRef, limit: CHOICE }, { signal }),
  );
  return (
    <section aria-label={t('diff.title')}>
      <Flex direction="column" gap="3">
        <Text as="h2" variant="body-large" weight="bold">
          {t('diff.title')}
        </Text>
        {snapshots.error && (
          <ErrorNote
            error={snapshots.error}
            what={t('history.snapshotsWhat')}
            onRetry={snapshots.reload}
          />
        )}
        {snapshots.value && <Comparison snapshots={snapshots.value.items} />}
      </Flex>
    </section>
  );
}

function Comparison({ snapshots }: { snapshots: readonly Snapshot[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const to = url.get('to') ?? snapshots[0]?.id;
  const from = url.get('from') ?? snapshots[1]?.id;
  if (snapshots.length < 2 && !(to && from)) {
    return (
      <Text as="p" color="secondary">
        {t('diff.needTwo')}
      </Text>
    );
  }
  const options = optionsOf(snapshots, t, formats);
  return (
    <>
      <Flex gap="3" style={{ flexWrap: 'wrap' }}>
        <Select
          size="small"
          label={t('diff.from')}
          placeholder={t('diff.choose')}
          options={options}
          value={from ?? null}
          onChange={key => url.set({ from: String(key) })}
        />
        <Select
          size="small"
          label={t('diff.to')}
          placeholder={t('diff.choose')}
          options={options}
          value={to ?? null}
          onChange={key => url.set({ to: String(key) })}
        />
      </Flex>
      <SnapshotDifference from={from} to={to} />
    </>
  );
}

function optionsOf(
  snapshots: readonly Snapshot[],
  t: Translate,
  formats: Formats,
) {
  return snapshots.map(snapshot => ({
    value: snapshot.id,
    label: t('history.snapshotLabel', {
      time: formats.time(snapshot.createdAt),
      number: formats.number(snapshot.componentCount),
    }),
  }));
}
