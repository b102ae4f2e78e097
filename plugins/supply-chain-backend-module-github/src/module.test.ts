import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  supplyChainTrackersExtensionPoint,
  type Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import module from '.';

async function trackersWith(data: object): Promise<string[]> {
  const trackers: Tracker[] = [];
  const addTracker = (...added: Tracker[]) => trackers.push(...added);
  await startTestBackend({
    extensionPoints: [[supplyChainTrackersExtensionPoint, { addTracker }]],
    features: [module, mockServices.rootConfig.factory({ data })],
  });
  return trackers.map(({ id }) => id);
}

describe('the module', () => {
  it('adds GitHub as a tracker', async () => {
    expect(await trackersWith({})).toEqual(['github']);
  });
});
