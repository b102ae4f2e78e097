import { type TokenOption, tokenOf } from '../options';
import { upload, type UploadOptions } from './upload';

/** Sends an SBOM to a portal, and writes what it answers. */
export async function uploadSbom(
  file: string,
  options: UploadOptions & TokenOption,
): Promise<void> {
  const answer = await upload(file, { ...options, token: tokenOf(options) });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}
