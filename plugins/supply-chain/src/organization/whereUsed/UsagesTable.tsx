import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Cell, CellText, Link, Text } from '@backstage/ui';
import type { Usage } from '@safety-curtain/plugin-supply-chain-common';
import {
  directMessage,
  ExactTime,
  ListTable,
  Owners,
  supplyChainTranslationRef,
  useUrlState,
  type CursorList,
  type ListColumn,
  type Translate,
  type UrlState,
  NameCell,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../../links';
import { NoUsages, type Answer } from './UsageAnswer';

/** Which service has which version, and by which file. */
export function UsagesTable(props: {
  list: CursorList<Usage>;
  answer?: Answer;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const links = useLinks();
  const columns = useMemo(() => columnsOf(t, url, links), [t, url, links]);
  return (
    <ListTable
      list={props.list}
      columns={columns}
      what={t('usages.what')}
      empty={<NoUsages answer={props.answer} />}
    />
  );
}

/** As git and registries shorten commits and digests; the CSV file has them whole. */
function shortPin(pin = ''): string {
  const [, algorithm = '', hash] = /^([^:]+:)?(.*)$/.exec(pin)!;
  return algorithm + hash.slice(0, 12);
}

/** With the commit or digest that it stands for, of what names one. */
function versionOf(t: Translate, usage: Usage): string {
  const { version, pinned, pinnedTo } = usage;
  if (pinned === undefined) return version;
  const how = pinned
    ? t('usages.pinned', { to: shortPin(pinnedTo) })
    : t('usages.notPinned');
  return `${version} · ${how}`;
}

/** The worst by name, the others by number. */
function firstOf(t: Translate, ids: readonly string[]): string {
  if (ids.length < 2) return ids[0] ?? t('usages.noAdvisories');
  return t('advisories.more', {
    first: ids[0],
    number: String(ids.length - 1),
  });
}

function columnsOf(
  t: Translate,
  url: UrlState,
  links: SupplyChainLinks,
): ListColumn<Usage>[] {
  return [
    {
      id: 'service',
      label: t('usages.service'),
      isRowHeader: true,
      cell: usage => (
        <Cell>
          {usage.removedFromCatalog ? (
            <>
              <Text>{usage.targetName}</Text>
              <Text as="p" variant="body-small" color="secondary">
                {t('usages.gone')}
              </Text>
            </>
          ) : (
            <Link href={links.security(usage.entityRef)}>
              {usage.targetName}
            </Link>
          )}
          {usage.stale && (
            <Text as="p" variant="body-small" color="secondary">
              {t('usages.stale')}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'owners',
      label: t('usages.owners'),
      cell: usage => (
        <Cell>
          <Owners owners={usage.owners} />
        </Cell>
      ),
    },
    {
      id: 'package',
      label: t('usages.package'),
      cell: usage => (
        <NameCell name={usage.name} description={versionOf(t, usage)} />
      ),
    },
    {
      id: 'since',
      label: t('usages.since'),
      cell: ({ since, until }) => (
        <Cell>
          <Text>{since ? <ExactTime iso={since} /> : t('usages.before')}</Text>
          {until && (
            <Text as="p" variant="body-small" color="secondary">
              {t('usages.until')} <ExactTime iso={until} />
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'advisories',
      label: t('usages.advisories'),
      cell: usage => (
        <CellText
          title={firstOf(t, usage.advisories)}
          description={
            usage.clearVersion &&
            t('findings.clearsAll', { versions: usage.clearVersion })
          }
        />
      ),
    },
    {
      id: 'dependency',
      label: t('usages.dependency'),
      cell: usage => (
        <CellText
          title={t(directMessage(usage.direct))}
          description={t(`scope.${usage.scope}`)}
        />
      ),
    },
    {
      id: 'manifest',
      label: t('usages.manifest'),
      cell: usage => <NameCell name={usage.manifest} />,
    },
    {
      id: 'paths',
      label: t('usages.paths'),
      cell: usage => (
        <Cell>
          {usage.snapshotId && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={t('usages.pathsLabel', {
                name: `${usage.name} ${usage.version}`,
                target: usage.targetName,
              })}
              onPress={() =>
                url.set(
                  { path: usage.purl, in: usage.snapshotId },
                  { push: true },
                )
              }
            >
              {t('usages.paths')}
            </Button>
          )}
        </Cell>
      ),
    },
  ];
}
