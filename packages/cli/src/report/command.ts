import { type TokenOption, tokenOf } from '../options';
import { type ReportUpload, uploadReport } from './uploadReport';

/** Sends the report of a tool to a portal, and writes what it answers. */
export async function report(
  file: string,
  options: Omit<ReportUpload, 'token'> & TokenOption,
): Promise<void> {
  const answer = await uploadReport(file, {
    ...options,
    root: options.root ?? process.cwd(),
    token: tokenOf(options),
  });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}
