import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { routeOf } from './request-log.ts';

/** What the gauges read when they are scraped. */
export interface MetricsSource {
  readonly datasetCount: number;
  /** Bytes that the loaded data sets take. */
  readonly residentBytes: number;
}

/** Counters of one server, as Prometheus text. */
export class Metrics {
  readonly registry = new Registry();
  readonly #duration: Histogram<'method' | 'route' | 'status'>;

  constructor(source: MetricsSource) {
    const registers = [this.registry];
    this.#duration = new Histogram({
      name: 'polyad_http_request_duration_seconds',
      help: 'Seconds from request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    });
    new Gauge({
      name: 'polyad_datasets',
      help: 'Data sets loaded.',
      registers,
      collect() {
        this.set(source.datasetCount);
      },
    });
    new Gauge({
      name: 'polyad_dataset_bytes',
      help: 'Bytes that the loaded data sets take in memory.',
      registers,
      collect() {
        this.set(source.residentBytes);
      },
    });
  }

  /** Adds how many jobs there are. */
  watchJobs(jobs: {
    readonly runningCount: number;
    readonly waitingCount: number;
  }): void {
    new Gauge({
      name: 'polyad_jobs',
      help: 'Jobs at work, and those that wait.',
      labelNames: ['status'],
      registers: [this.registry],
      collect() {
        this.set({ status: 'running' }, jobs.runningCount);
        this.set({ status: 'queued' }, jobs.waitingCount);
      },
    });
  }

  /** Adds how many listen to events. */
  watchFeeds(events: { readonly watcherCount: number }): void {
    new Gauge({
      name: 'polyad_event_feeds',
      help: 'Connections that listen to events.',
      registers: [this.registry],
      collect() {
        this.set(events.watcherCount);
      },
    });
  }

  /** Adds the process's own figures: memory, processor time, event loop delay. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry, prefix: 'polyad_' });
  }

  /** Measures every request. */
  observe(): RequestHandler {
    return (request, response, next) => {
      const end = this.#duration.startTimer({ method: request.method });
      response.once('close', () => {
        end({ route: routeOf(response), status: response.statusCode });
      });
      next();
    };
  }
}
