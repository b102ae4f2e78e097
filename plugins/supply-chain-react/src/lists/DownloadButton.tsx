import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { csvFileName } from '@safety-curtain/plugin-supply-chain-common';
import { useDownload } from '../hooks/useDownload';
import { reasonOf } from '../states';
import { supplyChainTranslationRef } from '../translation';

/** Of a button that downloads a file. @public */
export interface DownloadButtonProps {
  label: string;
  fileName: string;
  fetchFile(): Promise<Response>;
  isDisabled?: boolean;
}

/** Downloads a document, and says so where that does not work. @public */
export function DownloadButton(props: DownloadButtonProps) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const download = useDownload(props.fetchFile, props.fileName);
  return (
    <Flex align="center" gap="2">
      {download.error && (
        <Text as="span" role="alert" color="danger" variant="body-small">
          {t('download.failed', { reason: reasonOf(download.error) })}
        </Text>
      )}
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isPending={download.busy}
        isDisabled={props.isDisabled}
        onPress={download.start}
      >
        {props.label}
      </Button>
    </Flex>
  );
}

/** Of a button that downloads a list. @public */
export interface CsvButtonProps
  extends Omit<DownloadButtonProps, 'label' | 'fileName'> {
  /** What the rows are: `findings`. */
  what: string;
  /** The filter in force: the file is named after it and the day. */
  query: object;
}

/** Downloads all rows of the filter in force as CSV. @public */
export function CsvButton({ what, query, ...props }: CsvButtonProps) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <DownloadButton
      {...props}
      label={t('download.csv')}
      fileName={csvFileName(what, query, new Date())}
    />
  );
}
