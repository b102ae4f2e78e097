import {
  decodeText,
  InputError,
  isFields,
  readJson,
  refuseDamage,
} from '@safety-curtain/input';
import { readCycloneDxXml } from '@safety-curtain/sbom';
import { VexError } from './VexError';
import { isCycloneDx, readCycloneDxVex } from './cyclonedx/readCycloneDxVex';
import { isCsaf, readCsaf } from './csaf/readCsaf';
import type { VexDocument } from './model/statement';
import { isOpenVex, readOpenVex } from './openvex/readOpenVex';

/**
 * Reads a VEX document: CycloneDX 1.4 to 1.7 (JSON and XML, also an SBOM with analyses in it),
 * OpenVEX 0.2.0, or CSAF 2.0 and 2.1 in the VEX profile.
 *
 * @param memory - bytes of memory that its values may take
 * @throws VexError with what is wrong with it
 *
 * @public
 */
export function readVex(
  content: Uint8Array | string,
  { memory = 512 * 1024 * 1024 }: { memory?: number } = {},
): VexDocument {
  try {
    const text = typeof content === 'string' ? content : decodeText(content);
    refuseDamage(text);
    return text.trimStart().startsWith('<')
      ? readCycloneDxVex(readCycloneDxXml(text, memory))
      : readJsonVex(text, memory);
  } catch (error) {
    if (error instanceof InputError) throw new VexError(error.message);
    throw error;
  }
}

function readJsonVex(text: string, memory: number): VexDocument {
  const document = readJson(text, memory);
  if (isFields(document)) {
    if (isOpenVex(document)) return readOpenVex(document);
    if (isCycloneDx(document)) return readCycloneDxVex(document);
    if (isCsaf(document)) return readCsaf(document);
  }
  throw new VexError('it is neither CycloneDX, nor OpenVEX, nor CSAF');
}
