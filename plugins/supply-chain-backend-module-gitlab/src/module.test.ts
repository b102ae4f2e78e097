import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type Forge,
  supplyChainForgesExtensionPoint,
  supplyChainTrackersExtensionPoint,
  type Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import module from '.';

async function addedWith(data: object) {
  const trackers: Tracker[] = [];
  const forges: Forge[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        supplyChainTrackersExtensionPoint,
        { addTracker: (...added: Tracker[]) => trackers.push(...added) },
      ],
      [
        supplyChainForgesExtensionPoint,
        { addForge: (...added: Forge[]) => forges.push(...added) },
      ],
    ],
    features: [module, mockServices.rootConfig.factory({ data })],
  });
  return {
    trackers: trackers.map(({ id }) => id),
    forges: forges.map(({ id }) => id),
  };
}

describe('the module', () => {
  it('adds GitLab as a tracker and a forge', async () => {
    expect(await addedWith({})).toEqual({
      trackers: ['gitlab'],
      forges: ['gitlab'],
    });
  });
});
