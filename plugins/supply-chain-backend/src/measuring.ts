import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { Knex } from 'knex';
import { observeGauges } from './telemetry/gauges';
import { observeLockWaits } from './telemetry/observeLockWaits';
import { SharedReading } from './telemetry/SharedReading';
import { createTelemetry, Telemetry } from './telemetry/Telemetry';
import { gauges, readGauges } from './views/health/gauges';

/** Has all be measured that is on the list of instruments. */
export function startMeasuring(services: {
  knex: Knex;
  logger: LoggerService;
  metrics: MetricsService;
  tracing: TracingService;
}): { telemetry: Telemetry; stop(): void } {
  const { knex, logger, metrics } = services;
  const telemetry = createTelemetry(services);
  const reading = new SharedReading({
    read: () => readGauges(knex),
    onError: error => logger.warn('Metrics could not be read', error as Error),
  });
  const ends = [
    observeLockWaits(telemetry),
    observeGauges(metrics, gauges, () => reading.get()),
  ];
  return { telemetry, stop: () => ends.forEach(end => end()) };
}
