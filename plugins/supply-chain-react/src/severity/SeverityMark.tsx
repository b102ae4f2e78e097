import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import { supplyChainTranslationRef } from '../translation';
import { SeverityShape } from './SeverityShape';
import styles from './severity.module.css';
import { useFormats } from '../text';

/**
 * A severity as word, shape and color.
 *
 * @param score - The CVSS base score, 0 to 10, shown behind the word.
 * @public
 */
export function SeverityMark(props: { severity: Severity; score?: number }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  return (
    <span className={styles.mark}>
      <SeverityShape severity={props.severity} />
      <span>
        {t(`severity.${props.severity}`)}
        {props.score !== undefined && ` ${formats.decimal(props.score, 1)}`}
      </span>
    </span>
  );
}
