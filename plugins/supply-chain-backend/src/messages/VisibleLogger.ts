import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { maskAll, maskSecrets } from './secrets';
import { visibleError } from './visibleMessage';

type Meta = Parameters<LoggerService['error']>[1];

/** A log that is told nothing but visible messages, whoever writes to it. */
export class VisibleLogger implements LoggerService {
  readonly #logger: LoggerService;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  error(message: string, meta?: Meta): void {
    this.#logger.error(maskSecrets(message), visibleMeta(meta));
  }

  warn(message: string, meta?: Meta): void {
    this.#logger.warn(maskSecrets(message), visibleMeta(meta));
  }

  info(message: string, meta?: Meta): void {
    this.#logger.info(maskSecrets(message), visibleMeta(meta));
  }

  debug(message: string, meta?: Meta): void {
    this.#logger.debug(maskSecrets(message), visibleMeta(meta));
  }

  child(meta: Parameters<LoggerService['child']>[0]): LoggerService {
    return new VisibleLogger(this.#logger.child(maskAll(meta)));
  }
}

function visibleMeta(meta: Meta): Meta {
  return isError(meta) ? visibleError(meta) : maskAll(meta);
}
