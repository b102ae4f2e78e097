import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { supplyChainTranslationRef } from '../translation';

const CONFIRMATION = 2_000;

/**
 * A button that puts a text into the clipboard.
 *
 * @param label - What is copied, for screen readers: `package URL`.
 * @public
 */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION);
    return () => clearTimeout(timer);
  }, [copied]);

  // Browsers give the clipboard to secure pages only.
  if (!navigator.clipboard) return null;
  const name = copied ? t('copy.done') : t('copy.button', { what: label });
  return (
    <ButtonIcon
      size="small"
      variant="tertiary"
      aria-label={name}
      icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() =>
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          // The browser refused: the text can still be marked by hand.
          () => setCopied(false),
        )
      }
    />
  );
}
