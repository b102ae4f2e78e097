import { samm, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_REPOSITORY } from './repository';
import { counted } from '../../facts/days';

/**
 * OpenSSF Code-Review, from what the forge says: the share of the last merged
 * changes that somebody else approved. Changes that were pushed without a pull
 * request are not among them: Branch-Protection tells whether that is possible.
 */
export const codeReview = openSsfCheck({
  name: 'Code-Review',
  title: 'Changes reviewed',
  controls: [...ssdf('PW.7.1'), ...sp80053('SA-11(4)'), ...samm('I-SB-A')],
  advice: 'Have somebody else approve each change before it is merged.',
  work: 'change',
  score({ repository }) {
    if (!repository) return NO_REPOSITORY;
    const { changes, forge } = repository;
    if (!changes) {
      return {
        missing: `The token for ${forge} does not show who approved changes.`,
      };
    }
    const { looked, reviewed, unreviewed } = changes;
    if (looked === 0) return { nothing: 'No change was merged yet.' };
    return {
      score: Math.floor((10 * reviewed) / looked),
      reason: `${reviewed} of the last ${counted(
        looked,
        'merged change was',
        'merged changes were',
      )} approved by somebody else`,
      evidence: unreviewed.map(address => ({
        kind: 'fact',
        ref: address,
        text: `Nobody else approved ${address}`,
      })),
    };
  },
});
