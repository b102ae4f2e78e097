import type { ScanState } from '@safety-curtain/plugin-supply-chain-common';
import type { ClaimedTarget } from '../../records/scans/queue';
import type { Span, Telemetry } from '../../telemetry/Telemetry';

/** How a scan can end. */
export type ScanOutcome = Exclude<ScanState, 'running'>;

/**
 * Has a scan traced, and its outcome and duration measured. One that throws was
 * given up with nothing recorded: its lease was lost, or the backend stops.
 */
export async function measureScan(
  telemetry: Telemetry,
  { scanId, entityRef, trigger }: ClaimedTarget,
  scan: (span: Span) => Promise<ScanOutcome>,
): Promise<void> {
  const started = performance.now();
  const attributes = {
    'supply_chain.scan.id': scanId,
    'supply_chain.scan.trigger': trigger,
    'supply_chain.entity_ref': entityRef,
  };
  await telemetry.span('scan', attributes, async span => {
    let outcome: ScanOutcome = 'abandoned';
    try {
      outcome = await scan(span);
    } finally {
      span.set({ 'supply_chain.scan.outcome': outcome });
      const seconds = (performance.now() - started) / 1000;
      telemetry.record('scanDuration', seconds, { outcome });
    }
  });
}
