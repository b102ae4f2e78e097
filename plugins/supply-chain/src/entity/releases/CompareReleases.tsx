import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Select, Text } from '@backstage/ui';
import type { Release } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { LoadedChangelog } from './LoadedChangelog';

const CHOICE = 200;

/** Any two releases of a service compared, as is known now. */
export function CompareReleases(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const releases = useLoad(`${entityRef}/${version}`, signal =>
    api.listReleases({ entityRef, limit: CHOICE }, { signal }),
  );
  return (
    <section aria-label={t('release.compare')}>
      <Flex direction="column" gap="3">
        <Text as="h2" variant="body-large" weight="bold">
          {t('release.compare')}
        </Text>
        {releases.error && (
          <ErrorNote
            error={releases.error}
            what={t('release.what')}
            onRetry={releases.reload}
          />
        )}
        {releases.value && <Choice releases={releases.value.items} />}
      </Flex>
    </section>
  );
}

function Choice({ releases }: { releases: readonly Release[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const to = url.get('to');
  const from = url.get('from');
  if (releases.length < 2) {
    return (
      <Text as="p" color="secondary">
        {t('release.needTwo')}
      </Text>
    );
  }
  const options = releases.map(({ id, name, series, releasedAt }) => ({
    value: id,
    label: t('release.option', {
      name: [name, series].filter(Boolean).join(' '),
      time: formats.time(releasedAt),
    }),
  }));
  const choose = (name: 'from' | 'to', value: string | undefined) => (
    <Select
      size="small"
      label={t(`release.${name}`)}
      placeholder={t('release.choose')}
      options={options}
      value={value ?? null}
      onChange={key => url.set({ [name]: String(key) })}
    />
  );
  return (
    <>
      <Flex gap="3" style={{ flexWrap: 'wrap' }}>
        {choose('from', from)}
        {choose('to', to)}
      </Flex>
      {from && to && <LoadedChangelog id={to} base={from} />}
    </>
  );
}
