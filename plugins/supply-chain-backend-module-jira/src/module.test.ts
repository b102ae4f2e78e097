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

const jira = (changes: object) => ({
  supplyChain: {
    tickets: {
      jira: { baseUrl: 'https://jira.example.org/', token: 'x', ...changes },
    },
  },
});

describe('the module', () => {
  it('adds Jira as a tracker where it is configured', async () => {
    expect(await trackersWith({})).toEqual([]);
    expect(await trackersWith(jira({}))).toEqual(['jira']);
  });

  it('refuses an address that is none', async () => {
    await expect(trackersWith(jira({ baseUrl: 'jira' }))).rejects.toThrow(
      'supplyChain.tickets.jira.baseUrl must be a web address',
    );
  });
});
