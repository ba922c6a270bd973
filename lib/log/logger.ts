import pino from 'pino';

/** Fields of a log line: ids, counts, durations, codes. Never a name, an address, a number, a body or a secret. */
export type LogFields = Record<string, string | number | boolean | null | undefined | Record<string, number>>;

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `cause` is reduced to its name, message and stack; messages of our own errors hold no personal data. */
  error(event: string, fields?: LogFields, cause?: unknown): void;
}

/** JSON lines, one per request, run or fault. @param destination standard output unless told */
export function createLogger(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  destination?: { write(line: string): void },
): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const sink = destination ? pino(options, destination) : pino(options);
  return {
    info: (event, fields) => sink.info({ event, ...fields }),
    warn: (event, fields) => sink.warn({ event, ...fields }),
    error: (event, fields, cause) => sink.error({ event, ...fields, ...describe(cause) }),
  };
}

function describe(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return cause === undefined ? {} : { error: typeof cause };
  const root = cause.cause instanceof Error ? cause.cause : undefined;
  return {
    error: cause.name,
    errorMessage: withoutParameters(cause.message),
    errorRoot: root?.message,
    stack: frames(cause),
  };
}

/** Drizzle puts the bound parameters, which may be personal, behind the statement. */
function withoutParameters(message: string): string {
  return message.split('\nparams:')[0] ?? '';
}

function frames(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
}
