import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  Decision,
  LicensedComponentDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DecisionStateMark,
  ErrorNote,
  RelativeTime,
  Section,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { CurationForm } from '../decisions/CurationForm';
import { ExceptionForm } from '../decisions/ExceptionForm';
import { useLinks } from '../links';
import { licenseComplianceTranslationRef } from '../translation';
import styles from './packages.module.css';
import { covers } from './purl';

const MANY = 200;

/**
 * What was decided about a package: its curations, and the exceptions that
 * cover it in the entity; with the forms that ask for more.
 */
export function DecisionsSection(props: {
  detail: LicensedComponentDetail;
  entityRef: string | undefined;
  onDecided(): void;
}) {
  const { detail, entityRef } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { component } = detail;
  const exceptions = useLoad(entityRef, signal =>
    api.listDecisions(
      { entityRef, subject: ['license-exception'], limit: MANY },
      { signal },
    ),
  );
  const onDecided = () => {
    exceptions.reload();
    props.onDecided();
  };
  const decisions = [
    ...(exceptions.value?.items ?? []).filter(one =>
      covers(one.about, component),
    ),
    ...detail.curations,
  ];
  return (
    <Section title={t('package.decisions')}>
      {exceptions.error && (
        <ErrorNote
          error={exceptions.error}
          what={shared('decisions.what')}
          onRetry={exceptions.reload}
        />
      )}
      {decisions.length === 0 && !exceptions.loading && (
        <Text as="p" color="secondary">
          {t('package.noDecisions')}
        </Text>
      )}
      <ul className={styles.list}>
        {decisions.map(decision => (
          <li key={decision.id}>
            <DecisionLine decision={decision} />
          </li>
        ))}
      </ul>
      {entityRef && (
        <ExceptionForm
          component={component}
          entityRef={entityRef}
          onDecided={onDecided}
        />
      )}
      <CurationForm component={component} onDecided={onDecided} />
    </Section>
  );
}

function DecisionLine({ decision }: { decision: Decision }) {
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const links = useLinks();
  const { subject, state, verdict, reason, endsAt } = decision;
  const title = [
    shared(`subject.${subject}`),
    subject === 'license-curation' && verdict,
  ]
    .filter(Boolean)
    .join(': ');
  const href = links.tab('decisions', { decision: decision.id });
  return (
    <div className={styles.box}>
      <div className={styles.row}>
        {href ? <Link href={href}>{title}</Link> : <Text>{title}</Text>}
        <DecisionStateMark state={state} />
        {endsAt && (
          <Text variant="body-small" color="secondary">
            {shared('decisions.ends')} <RelativeTime iso={endsAt} />
          </Text>
        )}
      </div>
      <Text as="p" variant="body-small">
        {reason}
      </Text>
    </div>
  );
}
