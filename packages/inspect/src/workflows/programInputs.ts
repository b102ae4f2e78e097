import type { Located } from '@safety-curtain/input';
import { mapEntries } from '@safety-curtain/sbom';

/** An input of an action that is run as a program. */
interface ProgramInput {
  name: string;
  /** Whether a shell reads it. */
  isShell: boolean;
}

const program = (name: string): ProgramInput => ({ name, isShell: false });
const shell = (name: string): ProgramInput => ({ name, isShell: true });

/** By their actions in lower case, as their metadata describes them; of those that are used most. */
const PROGRAM_INPUTS: ReadonlyMap<string, readonly ProgramInput[]> = new Map([
  ['8398a7/action-slack', [program('custom_payload')]],
  ['actions/github-script', [program('script')]],
  ['addnab/docker-run-action', [shell('run'), program('options')]],
  ['amadevus/pwsh-script', [program('script')]],
  ['appleboy/ssh-action', [shell('script')]],
  ['azure/cli', [shell('inlineScript')]],
  ['azure/powershell', [program('inlineScript')]],
  ['cardinalby/js-eval-action', [program('expression')]],
  ['devorbitus/yq-action-output', [program('cmd')]],
  ['jannekem/run-python-script-action', [program('script')]],
  ['mikefarah/yq', [shell('cmd')]],
  ['nick-fields/retry', [shell('command')]],
  ['sergeysova/jq-action', [shell('cmd')]],
]);

/** The inputs of an action that are programs; it is named in lower case, without its version. */
export function programInputsOf(action: string): readonly ProgramInput[] {
  return PROGRAM_INPUTS.get(action) ?? [];
}

/** What an action is given for an input, whose name runners take in any case. */
export function inputNamed(
  inputs: Located | undefined,
  name: string,
): Located | undefined {
  const wanted = name.toLowerCase();
  return mapEntries(inputs).find(([key]) => key.toLowerCase() === wanted)?.[1]
    .value;
}
