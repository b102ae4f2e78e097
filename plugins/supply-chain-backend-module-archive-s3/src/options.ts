import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

/** How `supplyChain.archive.s3` is set up. */
export interface S3Options {
  bucket: string;
  region: string;
  endpoint?: string;
  forcePathStyle: boolean;
  /** Without slashes at its ends; empty for none. */
  prefix: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  serverSideEncryption?: 'AES256' | 'aws:kms';
  timeoutMs: number;
}

const KEY = 'supplyChain.archive.s3';
const LONGEST_TIMEOUT = 24 * 60 * 60 * 1000;
const TWO_MINUTES = 120_000;

/** Undefined where nothing is configured; throws where it makes no sense. */
export function readS3Options(
  root: Config,
  env: NodeJS.ProcessEnv = process.env,
): S3Options | undefined {
  const config = root.getOptionalConfig(KEY);
  if (!config) return undefined;
  const credentials = config.getOptionalConfig('credentials');
  return {
    bucket: config.getString('bucket'),
    region:
      config.getOptionalString('region') ||
      env.AWS_REGION ||
      env.AWS_DEFAULT_REGION ||
      'us-east-1',
    endpoint: readEndpoint(config),
    forcePathStyle: config.getOptionalBoolean('forcePathStyle') ?? false,
    prefix: (config.getOptionalString('prefix') ?? '').replace(
      /^\/+|\/+$/g,
      '',
    ),
    credentials: credentials && {
      accessKeyId: credentials.getString('accessKeyId'),
      secretAccessKey: credentials.getString('secretAccessKey'),
    },
    serverSideEncryption: readEncryption(config),
    timeoutMs: readTimeout(config),
  };
}

/** Its text is not repeated: it may hold credentials. */
function readEndpoint(config: Config): string | undefined {
  const endpoint = config.getOptionalString('endpoint');
  if (endpoint === undefined) return undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InputError(`${KEY}.endpoint is not an http(s) address`);
  }
  if (url.username || url.password) {
    throw new InputError(
      `${KEY}.endpoint must not hold credentials; they belong into 'credentials' beside it`,
    );
  }
  return endpoint;
}

function readEncryption(config: Config): S3Options['serverSideEncryption'] {
  const value = config.getOptionalString('serverSideEncryption');
  if (value === undefined || value === 'AES256' || value === 'aws:kms') {
    return value;
  }
  throw new InputError(`${KEY}.serverSideEncryption must be AES256 or aws:kms`);
}

function readTimeout(config: Config): number {
  if (!config.has('timeout')) return TWO_MINUTES;
  const milliseconds = durationToMilliseconds(durationOf(config, 'timeout'));
  if (!(milliseconds > 0)) {
    throw new InputError(`${KEY}.timeout must be greater than zero`);
  }
  if (milliseconds > LONGEST_TIMEOUT) {
    throw new InputError(`${KEY}.timeout must not be longer than a day`);
  }
  return milliseconds;
}

function durationOf(config: Config, key: string): HumanDuration {
  try {
    return readDurationFromConfig(config, { key });
  } catch {
    const given = JSON.stringify(config.getOptional(key));
    throw new InputError(
      `${KEY}.${key} must be a duration such as { minutes: 2 }, '2m' or 'PT2M', not ${given}`,
    );
  }
}
