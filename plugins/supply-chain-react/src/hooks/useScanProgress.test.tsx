import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type {
  ScanSignal,
  SupplyChainApi,
  Target,
} from '@safety-curtain/plugin-supply-chain-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { supplyChainApiRef } from '../api/supplyChainApiRef';
import { aPage, aScan, aTarget, aTargetDetail } from '../testUtils';
import { useScanProgress } from './useScanProgress';

const entityRef = 'component:default/checkout';
const OWN = 'its-own-scan';
const idle: Target['schedule'] = { queued: false, running: false };

function setUp(initial = idle) {
  let schedule = initial;
  const listeners = new Set<(message: ScanSignal) => void>();
  const api = {
    getTarget: jest.fn(async () =>
      aTargetDetail({ target: aTarget({ schedule }) }),
    ),
    listScans: jest.fn(async () =>
      aPage([
        aScan({
          id: OWN,
          state: 'running',
          step: 'reading',
          progress: '1 of 3',
        }),
      ]),
    ),
    createScan: jest.fn(async () => ({ entityRef, queued: true })),
  } satisfies Partial<SupplyChainApi>;
  const signals = {
    subscribe: (_: string, listener: any) => {
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  const onFinished = jest.fn();
  const { result } = renderHook(() => useScanProgress(entityRef, onFinished), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <TestApiProvider
        apis={[
          [supplyChainApiRef, api as unknown as SupplyChainApi],
          [signalApiRef, signals],
        ]}
      >
        {children}
      </TestApiProvider>
    ),
  });
  return {
    result,
    api,
    onFinished,
    become(next: Target['schedule']) {
      schedule = next;
    },
    signal(scanId: string, finished = false) {
      act(() => {
        for (const listener of listeners) {
          listener({ scanId, finished });
        }
      });
    },
  };
}

describe('useScanProgress', () => {
  it('follows a scan from the request to its end', async () => {
    const test = setUp();
    await waitFor(() => expect(test.api.getTarget).toHaveBeenCalledTimes(1));

    test.become({ queued: true, running: false });
    act(() => test.result.current.request());
    expect(test.result.current.queued).toBe(true);
    await waitFor(() => expect(test.api.getTarget).toHaveBeenCalledTimes(2));

    test.become({ queued: false, running: true });
    await waitFor(
      () =>
        expect(test.result.current.running).toMatchObject({
          step: 'reading',
          progress: '1 of 3',
        }),
      { timeout: 10_000 },
    );
    expect(test.onFinished).not.toHaveBeenCalled();

    test.become(idle);
    test.signal(OWN, true);
    await waitFor(() => expect(test.onFinished).toHaveBeenCalledTimes(1));
    expect(test.result.current.running).toBeUndefined();
    expect(test.result.current.queued).toBe(false);
  });

  it('does not ask again for the scans of others', async () => {
    const test = setUp({ queued: false, running: true });
    await waitFor(() => expect(test.result.current.running).toBeDefined());
    test.signal('another-scan');
    expect(test.api.getTarget).toHaveBeenCalledTimes(1);
    test.signal(OWN);
    await waitFor(() => expect(test.api.getTarget).toHaveBeenCalledTimes(2));
  });

  it('tells why a scan could not be asked for', async () => {
    const test = setUp();
    test.api.createScan.mockRejectedValueOnce(new Error('the queue is closed'));
    act(() => test.result.current.request());
    await waitFor(() =>
      expect(test.result.current.error?.message).toBe('the queue is closed'),
    );
    expect(test.result.current.queued).toBe(false);
  });
});
