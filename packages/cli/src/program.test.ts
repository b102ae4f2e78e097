import type { Command, Option } from 'commander';
import { program } from './program';

/** Every command with its name, as it is typed. */
function commandsOf(
  command: Command,
  typed: string[] = [],
): Array<[string[], Command]> {
  return [
    [typed, command],
    ...command.commands.flatMap(each =>
      commandsOf(each, [...typed, each.name()]),
    ),
  ];
}

const commands = commandsOf(program);
const cases = commands.flatMap(([typed, command]) =>
  command.options
    .filter(({ required, optional }) => required || optional)
    .map(option => ({
      what: [...typed, option.long].join(' '),
      typed,
      option,
    })),
);

async function refusalOf(args: string[]): Promise<string> {
  const error = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 'none';
  } catch (refusal) {
    return (refusal as Error).message;
  } finally {
    error.mockRestore();
  }
}

/** What is said of an option. */
const refusal = ({ flags, mandatory }: Option, value: string) =>
  `error: option '${flags}' argument '${value}' is invalid. It is empty, as a variable is that is not set: give a value${
    mandatory ? '' : ', or leave the option out'
  }.`;

describe('an option that is given as an empty text', () => {
  it('is any of very many', () => {
    expect(cases.length).toBeGreaterThan(80);
  });

  it.each(cases)('is refused by name: $what', async ({ typed, option }) => {
    for (const value of ['', ' ']) {
      const given = [...typed, 'x', `${option.long}=${value}`];
      expect(await refusalOf(given)).toBe(refusal(option, value));
    }
  });

  it('is refused before it is said to go with no other', async () => {
    const given = ['check', '.', '--url', '', '--advisories', 'x'];
    expect(await refusalOf(given)).toContain(
      "option '--url <base>' argument ''",
    );
  });
});

describe('an argument that is an empty text', () => {
  it.each(
    commands
      .filter(([, { registeredArguments }]) => registeredArguments.length > 0)
      .map(([typed, command]) => ({ what: typed.join(' '), typed, command })),
  )('is refused: $what', async ({ typed, command }) => {
    const [{ variadic }] = command.registeredArguments;
    const needed = command.options
      .filter(({ mandatory }) => mandatory)
      .map(({ long, argChoices }) => `${long}=${argChoices?.[0] ?? 'x'}`);
    for (const values of variadic ? [[''], ['x', '']] : [['']]) {
      const given = [...typed, ...needed, ...values];
      const others = command.registeredArguments.slice(1).map(() => 'x');
      expect(await refusalOf([...given, ...others])).toContain(
        'It is empty, as a variable is that is not set: give a value.',
      );
    }
  });
});

describe('options that take several values', () => {
  it('collect them, and begin without those of the default', () => {
    const check = program.commands.find(each => each.name() === 'check')!;
    check.parseOptions(['--vex', 'a', 'b', '--vex', 'c', '--exclude', 'd']);
    expect(check.opts()).toMatchObject({
      vex: ['a', 'b', 'c'],
      exclude: ['d'],
      report: [],
    });
  });
});
