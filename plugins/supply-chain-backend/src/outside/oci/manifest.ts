import { isFields, listOf, textOf } from '@safety-curtain/input';
import { createHash } from 'node:crypto';

/** What a manifest or an index says of another content (OCI image specification, "Content Descriptors"). */
export interface Descriptor {
  mediaType: string;
  /** `sha256:…` */
  digest: string;
  size: number;
  artifactType?: string;
  annotations: Readonly<Record<string, string>>;
  platform?: { os: string; architecture: string; variant?: string };
}

/** A manifest or an index, whose bytes have the digest. */
export interface OciManifest {
  digest: string;
  mediaType: string;
  artifactType?: string;
  annotations: Readonly<Record<string, string>>;
  config?: Descriptor;
  layers: Descriptor[];
  /** Of an index. */
  manifests: Descriptor[];
  /** What it is about. */
  subject?: string;
}

const MOST_DESCRIPTORS = 1000;
export const DIGEST = /^sha256:[0-9a-f]{64}$/;

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Reads a manifest or index; what is malformed in it is left out. */
export function manifestOf(digest: string, value: unknown): OciManifest {
  const fields = isFields(value) ? value : {};
  const list = (key: string) =>
    listOf(fields[key])
      .slice(0, MOST_DESCRIPTORS)
      .map(descriptorOf)
      .filter(descriptor => descriptor !== undefined);
  return {
    digest,
    mediaType: textOf(fields.mediaType) ?? '',
    artifactType: textOf(fields.artifactType),
    annotations: annotationsOf(fields.annotations),
    config: descriptorOf(fields.config),
    layers: list('layers'),
    manifests: list('manifests'),
    subject: descriptorOf(fields.subject)?.digest,
  };
}

/** Undefined for what names no content by a digest that can be checked. */
function descriptorOf(value: unknown): Descriptor | undefined {
  if (!isFields(value)) return undefined;
  const digest = textOf(value.digest);
  if (!digest || !DIGEST.test(digest)) return undefined;
  const platform = isFields(value.platform) ? value.platform : undefined;
  return {
    digest,
    mediaType: textOf(value.mediaType) ?? '',
    size: typeof value.size === 'number' ? value.size : 0,
    artifactType: textOf(value.artifactType),
    annotations: annotationsOf(value.annotations),
    platform: platform && {
      os: textOf(platform.os) ?? '',
      architecture: textOf(platform.architecture) ?? '',
      variant: textOf(platform.variant),
    },
  };
}

/** Texts by name; anything else is left out. */
export function annotationsOf(value: unknown): Record<string, string> {
  if (!isFields(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
