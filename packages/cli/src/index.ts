import { CommanderError } from 'commander';
import { BadInputError } from './errors';
import { exitCodes } from './exitCodes';
import { printNotes, watchOutput } from './output/streams';
import { UnavailableError } from './portal/retrying';
import { program } from './program';

watchOutput(error => {
  printNotes([`The output could not be written: ${error.message}`]);
  process.exitCode = exitCodes.badInput;
});

program.parseAsync().catch(error => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.badInput;
  } else if (error instanceof BadInputError || isSystemError(error)) {
    printNotes([error.message]);
    process.exitCode =
      'exitCode' in error ? error.exitCode : exitCodes.badInput;
  } else if (error instanceof UnavailableError) {
    printNotes([`The server could not be reached: ${error.message}`]);
    process.exitCode = exitCodes.unavailable;
  } else {
    printNotes([
      error instanceof Error ? error.stack ?? error.message : `${error}`,
    ]);
    process.exitCode = exitCodes.fault;
  }
});

/** A file that may not be read, a folder where a file should be. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}
