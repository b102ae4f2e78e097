import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { IgnoreFileExportQuery } from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoiceField,
  DownloadButton,
  formStyles,
  supplyChainTranslationRef,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';

type Tool = IgnoreFileExportQuery['tool'];

/** Each with the name of the file that it looks for. */
const tools: readonly { value: Tool; label: string; file: string }[] = [
  { value: 'snyk', label: 'Snyk', file: '.snyk' },
  { value: 'osv-scanner', label: 'OSV-Scanner', file: 'osv-scanner.toml' },
  { value: 'trivy', label: 'Trivy', file: '.trivyignore.yaml' },
  { value: 'grype', label: 'Grype', file: '.grype.yaml' },
  { value: 'audit-ci', label: 'audit-ci', file: 'audit-ci.jsonc' },
  { value: 'retire', label: 'Retire.js', file: '.retireignore.json' },
];

/** Gives what was decided about a service to another tool, which is silent about it then. */
export function IgnoreFileExport({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [tool, setTool] = useState<Tool>('snyk');
  const [unsaid, setUnsaid] = useState(0);
  const { file } = tools.find(({ value }) => value === tool)!;
  const fetchFile = async () => {
    const response = await api.exportIgnoreFile({ entityRef, tool });
    setUnsaid(Number(response.headers.get('X-Decisions-Unsaid') ?? 0));
    return response;
  };
  return (
    <section aria-label={t('ignoreFiles.export')} className={formStyles.form}>
      <div>
        <Text as="h2" variant="body-large" weight="bold">
          {t('ignoreFiles.export')}
        </Text>
        <Text as="p" color="secondary">
          {t('ignoreFiles.exportHint')}
        </Text>
      </div>
      <div className={formStyles.row}>
        <ChoiceField
          label={t('ignoreFiles.tool')}
          value={tool}
          options={tools}
          onChange={value => {
            setTool(value);
            setUnsaid(0);
          }}
        />
      </div>
      <div>
        <DownloadButton
          label={t('ignoreFiles.download', { file })}
          fileName={file}
          fetchFile={fetchFile}
        />
      </div>
      {unsaid > 0 && (
        <Text as="p" role="status">
          {t('ignoreFiles.unsaid', { count: unsaid })}
        </Text>
      )}
    </section>
  );
}
