import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { AttributesOf, instruments, ObservedName } from './instruments';

/** One value of a gauge. */
export interface Observation<N extends ObservedName> {
  value: number;
  attributes: AttributesOf<N>;
}

/** How gauges are told from what was read; what is not known has no value. */
export type Gauges<R> = {
  [N in ObservedName]: (reading: R, now: number) => Observation<N>[];
};

/**
 * Registers the gauges. All that are collected at once share one reading; where
 * there is none they have no value.
 *
 * @returns ends it
 */
export function observeGauges<R>(
  metrics: MetricsService,
  gauges: Gauges<R>,
  read: () => Promise<R | undefined>,
): () => void {
  const ends = (Object.keys(gauges) as ObservedName[]).map(key => {
    const { name, description, unit } = instruments[key];
    const gauge = metrics.createObservableGauge(name, { description, unit });
    const callback: Parameters<typeof gauge.addCallback>[0] = async result => {
      const reading = await read();
      if (reading === undefined) return;
      for (const { value, attributes } of gauges[key](reading, Date.now())) {
        result.observe(value, attributes);
      }
    };
    gauge.addCallback(callback);
    return () => gauge.removeCallback(callback);
  });
  return () => ends.forEach(end => end());
}
