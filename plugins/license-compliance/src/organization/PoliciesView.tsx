import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  Cell,
  CellText,
  Text,
  type ColumnConfig,
} from '@backstage/ui';
import type {
  LicensePolicies,
  Verdict,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  CopyText,
  EmptyNote,
  ErrorNote,
  Facts,
  useLoad,
  useSupplyChainApi,
  Waiting,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { Fragment, useMemo } from 'react';
import { VerdictMark } from '../marks/VerdictMark';
import { licenseComplianceTranslationRef } from '../translation';
import styles from './organization.module.css';
import { Part } from './Part';

type Policy = LicensePolicies['policies'][number];
type Rule = { id: string; rule: string; verdict: Verdict };

/** The policies in force, and how a service gets its own. */
export function PoliciesView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad('policies', signal =>
    api.getLicensePolicies({}, { signal }),
  );
  return (
    <>
      {error && (
        <ErrorNote error={error} what={t('policies.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('policies.loading')} />}
      {value && (
        <>
          <Distribution distribution={value.distribution} />
          {value.policies.length === 0 && (
            <EmptyNote
              title={t('policies.none')}
              hint={t('policies.noneHint')}
            />
          )}
          {value.policies.map(policy => (
            <PolicyPart key={policy.name} policy={policy} />
          ))}
        </>
      )}
    </>
  );
}

function Distribution(props: {
  distribution: LicensePolicies['distribution'];
}) {
  const { annotation, rules, default: rest } = props.distribution;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <Part title={t('policies.how')}>
      <Text as="p">{t('policies.annotation', { annotation })}</Text>
      {rules.length > 0 && (
        <>
          <Text as="p">{t('policies.rules')}</Text>
          <Facts>
            {rules.map(({ model, when }, index) => (
              <Fragment key={index}>
                <dt>{model}</dt>
                <dd>{when}</dd>
              </Fragment>
            ))}
          </Facts>
        </>
      )}
      <Text as="p">{t('policies.rest', { model: rest })}</Text>
    </Part>
  );
}

function PolicyPart({ policy }: { policy: Policy }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { name, title, description, digest, services, rules } = policy;
  const rows = useMemo(
    () => rules.map((rule, index) => ({ ...rule, id: String(index) })),
    [rules],
  );
  const columns = useMemo<ColumnConfig<Rule>[]>(
    () => [
      {
        id: 'rule',
        label: t('policies.rule'),
        isRowHeader: true,
        defaultWidth: '3fr',
        cell: row => <CellText title={row.rule} />,
      },
      {
        id: 'verdict',
        label: t('policies.verdict'),
        defaultWidth: '1fr',
        cell: row => (
          <Cell>
            <VerdictMark verdict={row.verdict} />
          </Cell>
        ),
      },
    ],
    [t],
  );
  return (
    <Card>
      <CardBody>
        <Part title={title ?? name}>
          {description && <Text as="p">{description}</Text>}
          {services !== undefined && (
            <Text as="p" color="secondary">
              {t('policies.services', { count: services })}
            </Text>
          )}
          <div className={styles.row}>
            <Text variant="body-small" color="secondary">
              {t('policies.digest')}{' '}
              <code className={styles.digest}>{digest}</code>
            </Text>
            <CopyText text={digest} label={t('policies.digest')} />
          </div>
          <RowsTable
            data={rows}
            columnConfig={columns}
            pagination={{ type: 'none' }}
          />
        </Part>
      </CardBody>
    </Card>
  );
}
