import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  SideDrawer,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import { LoadedChangelog } from './LoadedChangelog';

/** The changelog of one release, as it was written when that was made. */
export function ReleaseDrawer(props: {
  id: string | undefined;
  onClose(): void;
}) {
  const { id, onClose } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <SideDrawer
      open={id !== undefined}
      onClose={onClose}
      label={t('changelog.title')}
      head={
        <Text as="h2" variant="title-x-small">
          {t('changelog.title')}
        </Text>
      }
    >
      {id !== undefined && <LoadedChangelog id={id} />}
    </SideDrawer>
  );
}
