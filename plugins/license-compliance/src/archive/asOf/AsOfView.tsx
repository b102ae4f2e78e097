import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { AsOf } from '@safety-curtain/plugin-supply-chain-common';
import {
  DayFilter,
  EmptyNote,
  ErrorNote,
  Figure,
  Figures,
  formStyles,
  SeverityBar,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { Part } from '../../organization/Part';
import { licenseComplianceTranslationRef } from '../../translation';
import styles from '../archive.module.css';
import { EntityField } from '../EntityField';
import { AsOfFindings } from './AsOfFindings';
import { AsOfLicenses } from './AsOfLicenses';
import { AsOfSnapshots } from './AsOfSnapshots';

/** What was in force for a service on a day, and what was known of it then and is now. */
export function AsOfView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const url = useUrlState();
  const entityRef = url.get('entity');
  const day = url.get('day');
  return (
    <>
      <Text as="p" color="secondary">
        {t('asOf.hint')}
      </Text>
      <div className={formStyles.row}>
        <EntityField
          value={entityRef}
          onChange={entity => url.set({ entity }, { push: true })}
        />
        <DayFilter name="day" label={t('archive.day')} />
      </div>
      {entityRef && day ? (
        <Answer entityRef={entityRef} day={day} />
      ) : (
        <EmptyNote title={t('asOf.choose')} hint={t('asOf.chooseHint')} />
      )}
    </>
  );
}

function Answer({ entityRef, day }: { entityRef: string; day: string }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(`${entityRef} ${day}`, signal =>
    api.getAsOf({ entityRef, at: day }, { signal }),
  );
  if (error) {
    return <ErrorNote error={error} what={t('asOf.what')} onRetry={reload} />;
  }
  if (!value) return <Waiting label={t('asOf.loading')} />;
  return (
    <>
      {value.snapshots.length === 0 ? (
        <EmptyNote
          title={t('asOf.noSnapshots')}
          hint={t('asOf.noSnapshotsHint')}
        />
      ) : (
        <>
          {value.findings && <ThenAndNow findings={value.findings} />}
          <Part title={t('asOf.snapshots')}>
            <AsOfSnapshots snapshots={value.snapshots} />
          </Part>
          {value.licenses && (
            <Part title={t('asOf.licenses')}>
              <AsOfLicenses licenses={value.licenses} />
            </Part>
          )}
          {value.findings && (
            <Part title={t('asOf.findings')}>
              <AsOfFindings entityRef={entityRef} day={day} />
            </Part>
          )}
        </>
      )}
      {value.notes && value.notes.length > 0 && (
        <Part title={t('asOf.notes')}>
          <ul className={styles.list}>
            {value.notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function ThenAndNow(props: { findings: NonNullable<AsOf['findings']> }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { then, now, learned } = props.findings;
  return (
    <Figures title={t('asOf.thenAndNow')}>
      <Figure title={t('asOf.findingsThen')} wide>
        <SeverityBar counts={then} />
      </Figure>
      <Figure title={t('asOf.findingsNow')} wide>
        <SeverityBar counts={now} />
      </Figure>
      <Figure
        title={t('asOf.learned')}
        value={learned}
        note={t('asOf.learnedNote')}
      />
    </Figures>
  );
}
