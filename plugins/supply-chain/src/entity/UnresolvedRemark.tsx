import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { UnresolvedVersions } from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainTranslationRef } from '@safety-curtain/plugin-supply-chain-react';

/** Packages and POMs that are named; the figure is of all. */
const SHOWN = 10;

/** Dependencies whose version is not known, and the POMs that may have it. */
export function UnresolvedRemark(props: { unresolved: UnresolvedVersions }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { count, packages, poms } = props.unresolved;
  const missing = shown(
    poms.map(({ name, role, reason }) =>
      t(reason ? `coverage.roles.${role}Because` : `coverage.roles.${role}`, {
        name,
        reason: reason ?? '',
      }),
    ),
    poms.length,
    '; ',
  );
  if (count === 0) {
    return (
      <Text as="p" color="secondary">
        {t('coverage.mayAdd', { missing })}
      </Text>
    );
  }
  const figure = t('coverage.unresolved', { count });
  const names = shown(packages, count, ', ');
  return (
    <Text as="p">{`${figure}: ${names}${missing && ` (${missing})`}`}</Text>
  );
}

function shown(all: readonly string[], total: number, separator: string) {
  const first = all.slice(0, SHOWN).join(separator);
  return total > SHOWN ? `${first}${separator}…` : first;
}
