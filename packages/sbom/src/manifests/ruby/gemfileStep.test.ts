import { itCompares } from '../../__testUtils__/stepTable';

describe('Gemfile.lock and Gemfile', () => {
  const lock = `GEM
  remote: https://gems.test/
  specs:
    rack (2.2.3)
    rails (5.2.4)
    rspec (3.13.0)

DEPENDENCIES
  rack (>= 2.2, < 3)
  rails!
  rspec
`;
  const gems = "gem 'rack', '< 3', '>= 2.2'\ngem 'rails', path: '../rails'\n";
  const beside = (text: string) => ({ Gemfile: text });
  itCompares('Gemfile.lock', [
    {
      when: 'agree, whatever the order',
      lock,
      beside: beside(
        `${gems}group :test do\n  gem("rspec", require: false)\nend\n`,
      ),
      expected: 'in step',
    },
    {
      when: 'differ in a requirement',
      lock,
      beside: beside(`gem 'rack', '~> 3.0'\ngem 'rails'\ngem 'rspec'\n`),
      expected:
        'Gemfile asks for rack ~> 3.0, and the lock file was made for < 3, >= 2.2',
    },
    {
      when: 'differ by a gem that was added',
      lock,
      beside: beside(`${gems}gem 'rspec'\ngem 'puma'\n`),
      expected: 'Gemfile asks for puma, and the lock file was made without it',
    },
    {
      when: 'differ by a gem that was taken out',
      lock,
      beside: beside(gems),
      expected:
        'the lock file was made for rspec, and Gemfile does not ask for it',
    },
    {
      when: 'agree on what only the program knows',
      lock,
      beside: beside(
        `${gems}gem 'rspec', VERSION\nif ENV['X']\n  gem 'puma'\nend\ngem 'pry' if RUBY_VERSION > '3'\n`,
      ),
      expected: 'in step',
    },
    {
      when: 'agree where other files may ask for the rest',
      lock,
      beside: beside(`${gems}eval_gemfile 'more.rb'\n`),
      expected: 'in step',
    },
    { when: 'is open without Gemfile', lock, beside: {}, expected: 'open' },
  ]);
});
