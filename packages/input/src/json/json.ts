import { InputError } from '../InputError';
import { bounds } from '../bounds';
import { scanJson } from './jsonText';
import { withoutByteOrderMark } from '../text';

/**
 * JSON of bounded depth.
 *
 * @param allowance - bytes of memory that its values may take
 *
 * @public
 */
export function readJson(
  text: string,
  allowance: number = bounds.memory,
): unknown {
  const json = withoutByteOrderMark(text);
  if (json.trim() === '') {
    throw new InputError('the file is empty');
  }
  scanJson(json, allowance);
  return JSON.parse(json);
}
