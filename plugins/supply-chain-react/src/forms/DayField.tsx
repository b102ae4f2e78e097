import { useId } from 'react';
import styles from './forms.module.css';

/**
 * A day, as the browser's own field asks for it: it has no pop-up of a kit
 * that a drawer of the other kit would hold back.
 *
 * @param value - `2026-01-31`, or empty.
 * @public
 */
export function DayField(props: {
  label: string;
  value: string;
  onChange(day: string): void;
  min?: string;
  max?: string;
  error?: string;
}) {
  const { label, value, onChange, min, max, error } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        id={id}
        className={styles.day}
        type="date"
        value={value}
        min={min}
        max={max}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
        onChange={event => onChange(event.target.value)}
      />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

/** What is wrong with a field. @public */
export function FieldError(props: { id?: string; error: string | undefined }) {
  if (!props.error) return null;
  return (
    <span id={props.id} role="alert" className={styles.error}>
      {props.error}
    </span>
  );
}
