import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';

/** What somebody may do, or the words that they may not. @public */
export function Permitted(props: {
  /** The permission, and the entity where it is for one. */
  to: Parameters<typeof usePermission>[0];
  denied: string;
  children: ReactNode;
}) {
  const { to, denied, children } = props;
  const { allowed, loading } = usePermission(to);
  if (loading) return null;
  if (allowed) return <>{children}</>;
  return (
    <Text as="p" variant="body-small" color="secondary">
      {denied}
    </Text>
  );
}
