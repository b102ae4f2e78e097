import type { BasicPermission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';

/**
 * When a decision takes effect that somebody has to approve: at once where that
 * is the reader, `undefined` where it is somebody else.
 *
 * @param permission - what approving it takes
 */
export function useApprovalEffect(
  permission: BasicPermission,
): 'immediateUnlessSecond' | undefined {
  const { allowed } = usePermission({ permission });
  return allowed ? 'immediateUnlessSecond' : undefined;
}
