import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  supplyChainExceptionApprovePermission,
  supplyChainExceptionCreatePermission,
  type LicensedComponent,
  type NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  Permitted,
  TemporaryDecisionForm,
} from '@safety-curtain/plugin-supply-chain-react';
import { useLinks } from '../links';
import { withoutVersion } from '../packages/purl';
import { licenseComplianceTranslationRef } from '../translation';

/** Asks for a license exception for a package in an entity. */
export function ExceptionForm(props: {
  component: LicensedComponent;
  entityRef: string;
  onDecided(): void;
}) {
  const { component, entityRef, onDecided } = props;
  const { name, version, expression } = component;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const links = useLinks();
  if (component.verdict === 'allow') return null;
  const about: { value: string; label: string }[] = [
    { value: 'version', label: t('form.thisVersion', { name, version }) },
    { value: 'package', label: t('form.anyVersion', { name }) },
  ];
  if (expression) {
    about.push({
      value: 'license',
      label: t('form.thisLicense', { license: expression }),
    });
  }
  const scope = [
    { value: 'entity', label: t('form.thisService') },
    { value: 'organization', label: t('form.organization') },
  ];
  return (
    <Permitted
      to={{
        permission: supplyChainExceptionCreatePermission,
        resourceRef: entityRef,
      }}
      denied={t('exception.denied')}
    >
      <TemporaryDecisionForm
        title={t('exception.title')}
        hint={t('exception.hint')}
        choices={{
          about: { label: t('form.about'), options: about },
          scope: { label: t('form.for'), options: scope },
        }}
        decision={chosen => ({
          subject: 'license-exception',
          scope:
            chosen.scope === 'entity'
              ? { kind: 'entity', ref: entityRef }
              : { kind: 'organization' },
          about: aboutOf(chosen.about, component),
        })}
        approval={supplyChainExceptionApprovePermission}
        decisionHref={decision => links.tab('decisions', { decision })}
        onDecided={onDecided}
      />
    </Permitted>
  );
}

function aboutOf(
  choice: string,
  component: LicensedComponent,
): NewDecision['about'] {
  if (choice === 'license') return { license: component.expression };
  return {
    purl:
      choice === 'version' ? component.purl : withoutVersion(component.purl),
  };
}
