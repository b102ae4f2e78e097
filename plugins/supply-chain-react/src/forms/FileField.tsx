import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId, useState, type DragEvent } from 'react';
import { useFormats } from '../text';
import { supplyChainTranslationRef } from '../translation';
import { FieldError } from './DayField';
import styles from './forms.module.css';

/**
 * One file, chosen or dropped.
 *
 * @param accept - Ends of names that are offered first: `.json,.xml`.
 * @public
 */
export function FileField(props: {
  label: string;
  accept: string;
  file: File | undefined;
  onChange(file: File | undefined): void;
  error?: string;
}) {
  const { label, accept, file, onChange, error } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onChange(dropped);
  };
  return (
    <div className={styles.field}>
      <label id={`${id}-label`} htmlFor={id} className={styles.label}>
        {label}
      </label>
      <label
        htmlFor={id}
        className={styles.drop}
        data-over={over || undefined}
        data-invalid={error !== undefined || undefined}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          id={id}
          className={styles.hiddenFile}
          type="file"
          accept={accept}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-file ${id}-error`}
          aria-invalid={error !== undefined}
          onChange={event => onChange(event.target.files?.[0])}
        />
        <span id={`${id}-file`}>
          {file
            ? t('file.chosen', {
                name: file.name,
                size: formats.bytes(file.size),
              })
            : t('file.choose')}
        </span>
      </label>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
