import { parseEntityRef } from '@backstage/catalog-model';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  SCAN_SIGNAL_CHANNEL,
  type Scan,
  type ScanSignal,
} from '@safety-curtain/plugin-supply-chain-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';

/** How long to wait before asking again while a scan is on its way, in ms. */
const BUSY_WAIT = { signals: 3_000, noSignals: 1_500 };
/** How long to wait where nothing is going on, in ms: no signal tells whose scan begins. */
const IDLE_WAIT = 30_000;

/** How far a scan of one entity is. @public */
export interface ScanProgress {
  /** Asked for, and not begun yet. */
  queued: boolean;
  /** The scan that is running. */
  running?: Scan;
  /** Why asking for a scan did not work. */
  error?: Error;
  /** Asks for a scan ahead of the schedule. */
  request(): void;
}

type State = { queued: boolean; running?: Scan; error?: Error };

/**
 * Follows the scans of one entity: the backend is asked at intervals, and
 * signals say when a scan that is known to run has moved.
 *
 * @param onFinished - Called when a scan that was followed has ended.
 * @public
 */
export function useScanProgress(
  entityRef: string,
  onFinished: () => void,
): ScanProgress {
  const api = useSupplyChainApi();
  const { lastSignal, isSignalsAvailable } =
    useSignal<ScanSignal>(SCAN_SIGNAL_CHANNEL);
  const [state, setState] = useState<State>({ queued: false });
  const [turn, setTurn] = useState(0);
  const busy = useRef(false);
  const finished = useRef(onFinished);
  finished.current = onFinished;

  const look = useCallback(
    async (signal: AbortSignal) => {
      const { target } = await api.getTarget(parseEntityRef(entityRef), {
        signal,
      });
      const { queued, running } = target.schedule;
      const scan = running
        ? (await api.listScans({ entityRef, limit: 1 }, { signal })).items[0]
        : undefined;
      if (signal.aborted) return;
      const now = scan?.state === 'running' ? scan : undefined;
      setState({ queued: queued && !running, running: now });
      if (busy.current && !queued && !running) finished.current();
      busy.current = queued || running;
    },
    [api, entityRef],
  );

  const ownSignal = useRef(lastSignal);
  if (lastSignal && lastSignal.scanId === state.running?.id) {
    ownSignal.current = lastSignal;
  }
  const latestSignal = ownSignal.current;
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    function again() {
      if (controller.signal.aborted) return;
      const { signals, noSignals } = BUSY_WAIT;
      const busyWait = isSignalsAvailable ? signals : noSignals;
      timer = setTimeout(run, busy.current ? busyWait : IDLE_WAIT);
    }
    // A look that fails is taken again later: the page itself tells why
    // the backend cannot be read.
    function run() {
      look(controller.signal).then(again, again);
    }
    run();
    return () => {
      controller.abort();
      if (timer) clearTimeout(timer);
    };
  }, [look, turn, isSignalsAvailable, latestSignal]);

  const request = useCallback(() => {
    setState(before => ({ ...before, queued: true, error: undefined }));
    busy.current = true;
    api.createScan({ body: { entityRef } }).then(
      () => setTurn(before => before + 1),
      (cause: unknown) => {
        busy.current = false;
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setState({ queued: false, error });
      },
    );
  }, [api, entityRef]);

  return { ...state, request };
}
