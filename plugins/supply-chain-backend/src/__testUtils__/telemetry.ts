import type {
  MetricsService,
  TracingService,
  TracingServiceSpan,
  TracingServiceSpanOptions,
} from '@backstage/backend-plugin-api/alpha';
import { AsyncLocalStorage } from 'node:async_hooks';

type Attributes = Record<string, unknown>;

/** One measurement as OpenTelemetry is given it. */
export interface Measurement {
  name: string;
  value: number;
  attributes: Attributes;
}

type Callback = (result: {
  observe(value: number, attributes?: Attributes): void;
}) => void | Promise<void>;

/** Backstage's metrics service, keeping what it is given. */
export class MemoryMetrics implements MetricsService {
  readonly measurements: Measurement[] = [];
  readonly #callbacks = new Map<string, Set<Callback>>();
  readonly #names = new Set<string>();

  createCounter = (name: string) => ({ add: this.#recorder(name) });
  createUpDownCounter = this.createCounter;
  createHistogram = (name: string) => ({ record: this.#recorder(name) });
  createGauge = this.createHistogram;

  createObservableGauge = (name: string) => {
    this.#take(name);
    const callbacks = new Set<Callback>();
    this.#callbacks.set(name, callbacks);
    return {
      addCallback: (callback: Callback) => void callbacks.add(callback),
      removeCallback: (callback: Callback) => void callbacks.delete(callback),
    };
  };
  createObservableCounter = this.createObservableGauge;
  createObservableUpDownCounter = this.createObservableGauge;

  /** Asks all gauges at once, as a collection does. */
  async collect(): Promise<Measurement[]> {
    const observed: Measurement[] = [];
    await Promise.all(
      [...this.#callbacks].flatMap(([name, callbacks]) =>
        [...callbacks].map(callback =>
          callback({
            observe: (value, attributes = {}) =>
              observed.push({ name, value, attributes }),
          }),
        ),
      ),
    );
    return observed;
  }

  #recorder(name: string) {
    this.#take(name);
    return (value: number, attributes: Attributes = {}) => {
      this.measurements.push({ name, value, attributes });
    };
  }

  #take(name: string): void {
    if (this.#names.has(name)) throw new Error(`${name} is there already`);
    this.#names.add(name);
  }
}

type SpanWork<T> = (span: TracingServiceSpan) => T | Promise<T>;

/** A span as it ended. */
export interface EndedSpan {
  name: string;
  parent?: string;
  attributes: Attributes;
  error?: string;
}

/** Backstage's tracing service, keeping spans that ended. */
export class MemoryTracing implements Pick<TracingService, 'startActiveSpan'> {
  readonly spans: EndedSpan[] = [];
  readonly #active = new AsyncLocalStorage<EndedSpan>();

  startActiveSpan: TracingService['startActiveSpan'] = async <T>(
    name: string,
    ...more: [SpanWork<T>] | [TracingServiceSpanOptions, SpanWork<T>]
  ) => {
    const [options, work] = more.length === 1 ? [{}, more[0]] : more;
    const span: EndedSpan = {
      name,
      parent: this.#active.getStore()?.name,
      attributes: { ...options.attributes },
    };
    const setAttribute = (key: string, value: unknown) => {
      span.attributes[key] = value;
    };
    const setStatus = (status: { code: string; message?: string }) => {
      if (status.code === 'error') span.error = status.message;
    };
    try {
      return await this.#active.run(span, work, { setAttribute, setStatus });
    } catch (error) {
      // As Backstage's own does, whatever the message quotes.
      span.error = (error as Error).message;
      throw error;
    } finally {
      this.spans.push(span);
    }
  };
}
