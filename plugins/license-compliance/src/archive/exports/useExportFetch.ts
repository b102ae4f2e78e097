import type {
  ArchiveExport,
  SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';
import { useSupplyChainApi } from '@safety-curtain/plugin-supply-chain-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { openSaving, type Saving } from './saving';

/** How often the page asks how far an export is, in ms. */
const ASK_INTERVAL = 2_000;

/** How far the fetching of an export is. */
export type Fetching =
  | { state: 'idle' }
  /** The browser asks where to save. */
  | { state: 'choosing' }
  /** No place to save was chosen, so nothing was asked for. */
  | { state: 'unchosen' }
  | { state: 'running'; export: ArchiveExport; bytes: number; streams: boolean }
  | { state: 'saved'; export: ArchiveExport; bytes: number; fileName: string }
  | { state: 'cancelled' }
  | { state: 'failed'; error: Error };

/**
 * Fetches the content of an export and saves it as it comes, asking meanwhile
 * how far the backend is. What ends early is not saved: a zip without its end
 * would prove nothing.
 */
export function useExportFetch(onEnd: () => void): {
  fetching: Fetching;
  start(wanted: ArchiveExport, fileName: string): void;
  cancel(): void;
} {
  const api = useSupplyChainApi();
  const [fetching, setFetching] = useState<Fetching>({ state: 'idle' });
  const controller = useRef<AbortController>();
  const ended = useRef(onEnd);
  ended.current = onEnd;

  // Leaving the page ends the stream, which cancels the export.
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback(
    async (wanted: ArchiveExport, fileName: string) => {
      const mine = new AbortController();
      controller.current = mine;
      const update = (change: Partial<Fetching & { state: 'running' }>) =>
        setFetching(before =>
          before.state === 'running' ? { ...before, ...change } : before,
        );
      let saving: Saving | undefined;
      setFetching({ state: 'choosing' });
      try {
        saving = await openSaving(fileName);
        if (!saving) {
          setFetching({ state: 'unchosen' });
          return;
        }
        setFetching({
          state: 'running',
          export: wanted,
          bytes: 0,
          streams: saving.streams,
        });
        const bytes = await receive({
          api,
          id: wanted.id,
          saving,
          signal: mine.signal,
          onBytes: received => update({ bytes: received }),
          onAsked: made => update({ export: made }),
        });
        const made = await api.getExport({ exportId: wanted.id });
        if (made.state === 'failed' || made.state === 'cancelled') {
          throw new Error(made.error ?? made.state);
        }
        await saving.finish();
        setFetching({ state: 'saved', export: made, bytes, fileName });
      } catch (cause) {
        await saving?.discard().catch(() => undefined);
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setFetching(
          mine.signal.aborted
            ? { state: 'cancelled' }
            : { state: 'failed', error },
        );
      } finally {
        ended.current();
      }
    },
    [api],
  );

  const cancel = useCallback(() => controller.current?.abort(), []);
  return { fetching, start, cancel };
}

/** Reads the content to its end; resolves to how many bytes came. */
async function receive(options: {
  api: SupplyChainApi;
  id: string;
  saving: Saving;
  signal: AbortSignal;
  onBytes(received: number): void;
  onAsked(made: ArchiveExport): void;
}): Promise<number> {
  const { api, id, saving, signal, onBytes, onAsked } = options;
  // That the page cannot learn how far it is does not stop the export.
  const ask = () =>
    api.getExport({ exportId: id }, { signal }).then(onAsked, () => undefined);
  const timer = setInterval(ask, ASK_INTERVAL);
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('Cancelled'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
  });
  stopped.catch(() => undefined);
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    const { body } = await api.getExportContent({ exportId: id }, { signal });
    reader = body!.getReader();
    let received = 0;
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), stopped]);
      if (done) return received;
      received += value.byteLength;
      onBytes(received);
      await saving.write(value);
    }
  } finally {
    clearInterval(timer);
    if (signal.aborted) {
      reader?.cancel().catch(() => undefined);
      // The connection's end cancels it too; this says so at once.
      api.cancelExport({ exportId: id }).catch(() => undefined);
    }
  }
}
