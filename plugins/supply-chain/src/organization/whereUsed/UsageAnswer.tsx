import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Link, Text } from '@backstage/ui';
import type {
  UsagePage,
  VersionsUnderstood,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  supplyChainTitlesTranslationRef,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  type Translate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useLinks } from '../../links';
import styles from '../organization.module.css';

/** An answer without its rows. */
export type Answer = Omit<UsagePage, 'items' | 'nextCursor'>;

/** How the question was understood, and how many uses it has. */
export function UsageSummary({ answer }: { answer: Answer }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { total, services, owners, versions, unknownAdvisories } = answer;
  const counted = ({ count, atLeast }: Answer['total']) => ({
    total: formats.total({ count, atLeast }),
    count,
  });
  return (
    <div className={styles.section}>
      {unknownAdvisories.length > 0 && total.count > 0 && (
        <Alert
          status="warning"
          icon
          title={t('usages.unknownTitle', {
            ids: formats.list(unknownAdvisories),
          })}
          description={t('usages.unknownHint')}
        />
      )}
      {versions && (
        <div>
          {understood(t, formats, versions).map(line => (
            <Text as="p" key={line}>
              {line}
            </Text>
          ))}
        </div>
      )}
      {total.count > 0 && (
        <Text as="p" role="status" weight="bold">
          {t('usages.summary', {
            usages: t('usages.total', counted(total)),
            services: t('services.total', counted(services)),
            owners: t('usages.ownersTotal', counted(owners)),
          })}
        </Text>
      )}
    </div>
  );
}

function understood(
  t: Translate,
  formats: Formats,
  versions: VersionsUnderstood,
): string[] {
  const { readings, notRead, uncompared } = versions;
  return [
    ...readings.map(({ ecosystems, text }) =>
      t('usages.versionsReadAs', {
        text,
        ecosystems: formats.list(ecosystems),
      }),
    ),
    ...(notRead.length > 0
      ? [t('usages.versionsNotRead', { ecosystems: formats.list(notRead) })]
      : []),
    ...(uncompared > 0
      ? [t('usages.versionsUncompared', { count: uncompared })]
      : []),
  ];
}

/** Nothing was found: because nobody has it, or because it is not known. */
export function NoUsages({ answer }: { answer?: Answer }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { t: titleOf } = useTranslationRef(supplyChainTitlesTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const unknown = answer?.unknownAdvisories ?? [];
  if (unknown.length > 0) {
    const health = links.tab('systemHealth');
    return (
      <EmptyNote
        title={t('usages.unknownTitle', { ids: formats.list(unknown) })}
        hint={t('usages.unknownHint')}
        action={health && <Link href={health}>{titleOf('systemHealth')}</Link>}
      />
    );
  }
  return (
    <EmptyNote
      title={t('usages.none')}
      hint={t('usages.noneHint')}
      action={
        answer && (
          <>
            <NotKnown />
            <NearNames near={answer.near} />
          </>
        )
      }
    />
  );
}

const IN_DOUBT = ['partial', 'failed', 'stale', 'empty', 'pending'] as const;

/** Services that may have it: what is in them is not known, or not all of it. */
function NotKnown() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const links = useLinks();
  const { value, error, reload } = useLoad('overview', signal =>
    api.getOverview({}, { signal }),
  );
  if (error && !value) {
    return (
      <ErrorNote error={error} what={t('posture.what')} onRetry={reload} />
    );
  }
  const count = (value?.health ?? [])
    .filter(({ health }) => IN_DOUBT.some(each => each === health))
    .reduce((sum, { targets }) => sum + targets, 0);
  if (count === 0) return null;
  return (
    <Link href={links.tab('services', { health: [...IN_DOUBT] })}>
      {t('usages.noneUnsure', { count })}
    </Link>
  );
}

/** Packages in use that may have been meant, each a question of its own. */
function NearNames({ near }: Pick<Answer, 'near'>) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  if (near.length === 0) return null;
  return (
    <div>
      <Text as="p">{t('usages.near')}</Text>
      <ul className={styles.near}>
        {near.map(({ ecosystem, name, services }) => (
          <li key={`${ecosystem} ${name}`}>
            <Link
              href={url.href({
                package: name,
                purl: undefined,
                advisory: undefined,
                versions: undefined,
              })}
            >
              {name}
            </Link>{' '}
            <Text as="span" color="secondary">
              {t('usages.nearWhere', {
                ecosystem,
                services: t('services.total', {
                  total: String(services),
                  count: services,
                }),
              })}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
