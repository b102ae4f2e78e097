import type { PullRequest } from '@safety-curtain/plugin-supply-chain-node';
import { isWebAddress } from '../../settings/configValues';

/** A commit's name in SHA-1 or SHA-256, or the beginning of one, as Bitbucket Cloud gives it. */
const REVISION = /^[0-9a-f]{7,64}$/;
const LONGEST_ADDRESS = 500;

/** Anybody may have sent it: addresses and revisions go into other addresses. */
export function isPlausible({
  repository,
  number,
  head,
  base,
  url,
  updatedAt,
}: PullRequest) {
  return (
    Number.isInteger(number) &&
    number > 0 &&
    number < 2 ** 31 &&
    [head.revision, base.revision ?? head.revision].every(each =>
      REVISION.test(each),
    ) &&
    [repository, head.repository, url].every(
      each => each.length <= LONGEST_ADDRESS && isWebAddress(each),
    ) &&
    // A fork lies on the same forge.
    new URL(head.repository).origin === new URL(repository).origin &&
    new URL(url).origin === new URL(repository).origin &&
    (updatedAt === undefined || !Number.isNaN(Date.parse(updatedAt)))
  );
}
