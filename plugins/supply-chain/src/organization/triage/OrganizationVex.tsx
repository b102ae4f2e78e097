import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DecisionDrawer,
  supplyChainTranslationRef,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { VexImport } from '../../vex/VexImport';

/** Takes over what vendors say of their packages, for all services. */
export function OrganizationVex() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  return (
    <>
      <VexImport denied={t('vex.denied')} />
      <DecisionDrawer
        id={url.get('decision')}
        onClose={() => url.set({ decision: undefined })}
        onMoved={() => undefined}
      />
    </>
  );
}
