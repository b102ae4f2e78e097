import { Cell, CellText, Link, Text } from '@backstage/ui';
import type { Presence } from '@safety-curtain/plugin-supply-chain-common';
import {
  Owners,
  ExactTime,
  type ListColumn,
  NameCell,
} from '@safety-curtain/plugin-supply-chain-react';
import type { LicenseLinks } from '../links';
import type { Translate } from '../translation';

/** The columns of where a package was. */
export function presenceColumns(
  t: Translate,
  links: LicenseLinks,
): ListColumn<Presence>[] {
  return [
    {
      id: 'service',
      label: t('presence.service'),
      isRowHeader: true,
      cell: one => (
        <Cell>
          {one.removedFromCatalog ? (
            <>
              <Text>{one.targetName}</Text>
              <Text as="p" variant="body-small" color="secondary">
                {t('presence.gone')}
              </Text>
            </>
          ) : (
            <Link href={links.licenses(one.entityRef)}>{one.targetName}</Link>
          )}
        </Cell>
      ),
    },
    {
      id: 'owners',
      label: t('presence.owners'),
      cell: ({ owners }) => (
        <Cell>
          <Owners owners={owners} />
        </Cell>
      ),
    },
    {
      id: 'package',
      label: t('presence.package'),
      cell: ({ name, version }) => (
        <NameCell name={name} description={version} />
      ),
    },
    {
      id: 'since',
      label: t('presence.since'),
      cell: ({ since }) => (
        <Cell>
          <Text variant="body-medium">
            {since ? <ExactTime iso={since} /> : t('presence.before')}
          </Text>
        </Cell>
      ),
    },
    {
      id: 'until',
      label: t('presence.until'),
      cell: ({ until }) => (
        <Cell>
          <Text variant="body-medium">
            {until ? <ExactTime iso={until} /> : t('presence.still')}
          </Text>
        </Cell>
      ),
    },
    {
      id: 'manifest',
      label: t('presence.manifest'),
      cell: ({ manifest }) => <CellText title={manifest ?? ''} />,
    },
  ];
}
