import {
  DayField,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';

/** A day in the address. */
export function DayFilter(props: {
  name: string;
  label: string;
  max?: string;
}) {
  const { name, label, max } = props;
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
