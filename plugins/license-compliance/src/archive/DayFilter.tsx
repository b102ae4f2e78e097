import {
  DayField,
  dayFromNow,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';

/** A day in the address. */
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
