import { itCompares } from '../../__testUtils__/stepTable';

describe('go.mod and go.sum', () => {
  const mod = `module example.test/app
go 1.22
require (
  example.test/a v1.0.0
  example.test/b v1.1.0 // indirect
  example.test/c v0.1.0
)
replace example.test/c => ./c
`;
  const sum =
    'example.test/a v1.0.0 h1:x=\nexample.test/b v1.1.0/go.mod h1:y=\n';
  itCompares('go.mod', [
    {
      when: 'agree',
      lock: mod,
      beside: { 'go.sum': sum },
      expected: 'in step',
    },
    {
      when: 'differ by a module',
      lock: mod,
      beside: { 'go.sum': 'example.test/a v1.0.0 h1:x=\n' },
      expected:
        'go.mod asks for example.test/b v1.1.0, and go.sum does not have it',
    },
    {
      when: 'differ in what a module is replaced by',
      lock: `${mod}replace example.test/a => example.test/fork v2.0.0\n`,
      beside: { 'go.sum': sum },
      expected: /example\.test\/fork v2\.0\.0, and go\.sum does not have it/,
    },
    {
      when: 'differ where there is no go.sum',
      lock: mod,
      beside: {},
      expected: 'go.mod asks for example.test/a v1.0.0, and there is no go.sum',
    },
    {
      when: 'is open where nothing is asked for',
      lock: 'module example.test/app\ngo 1.22\n',
      beside: {},
      expected: 'open',
    },
  ]);
});
