import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import { visibleMessage } from '../messages/visibleMessage';
import {
  AttributesOf,
  boundedTo,
  instruments,
  RecordedName,
} from './instruments';

/** A step of work that is traced. */
export interface Span {
  set(attributes: Record<string, string | number>): void;
  /** Marks the step as failed, where its error is not thrown. */
  fail(error: unknown): void;
}

/** What work tells of how it goes. Telling never fails and never waits. */
export interface Telemetry {
  /**
   * @param value - in the unit of the instrument; of a counter, none is no news
   */
  record<N extends RecordedName>(
    name: N,
    value: number,
    attributes: AttributesOf<N>,
  ): void;
  /** Does work as a step below the one that is being done; an error marks it. */
  span<T>(
    name: string,
    attributes: Record<string, string | number>,
    work: (span: Span) => Promise<T>,
  ): Promise<T>;
}

const SPAN_NAMESPACE = 'supply_chain';

/** Tells nobody. */
export const noTelemetry: Telemetry = {
  record: () => undefined,
  span: (_name, _attributes, work) =>
    work({ set: () => undefined, fail: () => undefined }),
};

/** Tells Backstage's metrics and tracing services, and so OpenTelemetry. */
export function createTelemetry(services: {
  metrics: MetricsService;
  tracing: TracingService;
}): Telemetry {
  const recorders = createRecorders(services.metrics);
  return {
    record: (name, value, attributes) => recorders[name](value, attributes),
    span: (name, attributes, work) =>
      traced(services.tracing, `${SPAN_NAMESPACE}.${name}`, attributes, work),
  };
}

type Recorder = (value: number, attributes: AttributesOf<RecordedName>) => void;

function createRecorders(
  metrics: MetricsService,
): Record<RecordedName, Recorder> {
  const recorders: Record<string, Recorder> = {};
  for (const [key, instrument] of Object.entries(instruments)) {
    const { name, kind, description, unit, attributes: listed } = instrument;
    if (kind === 'counter') {
      const counter = metrics.createCounter(name, { description, unit });
      recorders[key] = (value, attributes) => {
        if (value > 0) counter.add(value, boundedTo(listed, attributes));
      };
    } else if (kind === 'histogram') {
      const advice = { explicitBucketBoundaries: [...instrument.buckets] };
      const options = { description, unit, advice };
      const histogram = metrics.createHistogram(name, options);
      recorders[key] = (value, attributes) =>
        histogram.record(value, boundedTo(listed, attributes));
    }
  }
  return recorders;
}

/**
 * The tracing service notes a thrown error as it is, with whatever its message
 * quotes; so it is told the visible message, and the error is thrown past it.
 */
async function traced<T>(
  tracing: TracingService,
  name: string,
  attributes: Record<string, string | number>,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const ended = await tracing.startActiveSpan(
    name,
    { attributes },
    async (span): Promise<{ value: T } | { error: unknown }> => {
      const fail = (error: unknown) => {
        const kind = error instanceof Error ? error.name : 'Error';
        span.setAttribute('error.type', kind);
        span.setStatus({ code: 'error', message: visibleMessage(error) });
      };
      const set = (more: Record<string, string | number>) => {
        for (const entry of Object.entries(more)) span.setAttribute(...entry);
      };
      try {
        return { value: await work({ set, fail }) };
      } catch (error) {
        fail(error);
        return { error };
      }
    },
  );
  if ('error' in ended) throw ended.error;
  return ended.value;
}
