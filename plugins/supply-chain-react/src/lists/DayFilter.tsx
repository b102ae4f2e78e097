import { dayFromNow } from '../decisions/day';
import { DayField } from '../forms';
import { useUrlState } from '../hooks/useUrlState';

/** A day in the address, as a filter of a list. @public */
export function DayFilter(props: {
  name: string;
  label: string;
  /** The last day that can be chosen; default: today. */
  max?: string;
}) {
  const { name, label, max = dayFromNow(0) } = props;
  const url = useUrlState();
  return (
    <DayField
      label={label}
      value={url.get(name) ?? ''}
      max={max}
      onChange={day => url.set({ [name]: day || undefined })}
    />
  );
}
