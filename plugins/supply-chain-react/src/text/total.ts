import type { Total } from '@safety-curtain/plugin-supply-chain-common';

/**
 * A count that is honest about its bound: `1,204`, or `10,000+` where
 * counting stopped.
 *
 * @public
 */
export function formatTotal(total: Total): string {
  return `${total.count.toLocaleString()}${total.atLeast ? '+' : ''}`;
}
