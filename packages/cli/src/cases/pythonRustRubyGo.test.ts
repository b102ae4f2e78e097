import { describeCases } from './__testUtils__/cases';

describeCases('Python', {
  '03-pipfile-categories': {
    components: {
      'Pipfile.lock': [
        'jinja2@2.10 unknown direct',
        'pytest@7.4.0 development direct',
        'requests@2.31.0 runtime direct',
      ],
    },
    findings: ['GHSA-aaaa-0003 jinja2@2.10 -> 2.10.1'],
  },
  '23-uv-workspace': {
    components: {
      'uv.lock': [
        'boto3@1.34.0 optional direct',
        'gitlib@0.2.0 runtime direct',
        'iniconfig@2.0.0 development',
        'pillow@9.0.0 runtime direct',
        'pysocks@1.7.1 runtime',
        'pytest@8.0.0 development direct',
        'requests@2.31.0 runtime direct',
        'torch@2.5.0 runtime direct',
        'torch@2.5.0+cpu runtime direct',
      ],
    },
  },
  '24-poetry-groups': {
    components: {
      'poetry.lock': [
        'gunicorn@20.0.4 runtime direct',
        'numpy@1.24.4 runtime direct',
        'numpy@2.0.0 runtime direct',
        'psycopg2-binary@2.9.9 optional direct',
        'pytest@8.0.0 development direct',
        'requests@2.31.0 runtime direct',
      ],
    },
  },
  '28-requirements-lines': {
    components: {
      'requirements.txt': [
        'Django@3.2.1 runtime direct',
        'Jinja2@2.10 runtime direct',
        'cryptography@3.3.2 runtime direct',
        'flask@1.0 runtime direct',
        'lxml@4.6.2 runtime direct',
        'numpy@1.21.0 runtime direct',
        'numpy@1.24.0 runtime direct',
        'pillow@9.0.0 runtime direct',
        'requests@2.19.0 runtime direct',
        'sqlalchemy@1.4.0 runtime direct',
        'urllib3@1.26.4 runtime direct',
        'zope.interface@5.4.0 runtime direct',
      ],
    },
    notes: [/PyYAML==5/, /pkg @/, /#egg=edit/, /local\/dir/],
    findings: [
      'PYSEC-28-00-django django@3.2.1 -> 3.2.4',
      'PYSEC-28-01-requests requests@2.19.0 -> 2.20.0',
      'PYSEC-28-02-jinja2 jinja2@2.10 -> 2.10.1',
      'PYSEC-28-03-urllib3 urllib3@1.26.4 -> 1.26.5',
      'PYSEC-28-04-zope-interface zope-interface@5.4.0 -> 5.5',
      'PYSEC-28-05-flask flask@1.0 -> 1.0.1',
      'PYSEC-28-06-numpy numpy@1.21.0 -> 1.22',
      'PYSEC-28-07-pillow pillow@9.0.0 -> 9.0.1',
      'PYSEC-28-08-cryptography cryptography@3.3.2 -> 3.3.3',
      'PYSEC-28-09-lxml lxml@4.6.2 -> 4.6.3',
      'PYSEC-28-10-sqlalchemy sqlalchemy@1.4.0 -> 1.4.1',
    ],
  },
  '40-uv-manifest-groups': {
    components: {
      'uv.lock': ['idna@3.6 runtime direct', 'ruff@0.4.1 development direct'],
    },
  },
  '49-requirements-pip-freeze': {
    components: {
      'requirements.txt': [
        'Django@3.2.1 runtime direct',
        'Pillow@9.0.0 runtime direct',
        'pkg-resources@0.0.0 runtime direct',
      ],
    },
    notes: [/certifi/],
  },
});

describeCases('Cargo', {
  '22-cargo-oddities': {
    components: {
      'Cargo.lock': [
        'cc@1.0.83 development direct',
        'criterion@0.5.1 development direct',
        'rand@0.7.3 runtime direct',
        'rand@0.8.5 development direct',
        'serde@1.0.193 runtime direct',
        'tempfile@3.8.1 development direct',
        'winapi@0.3.9 runtime direct',
      ],
    },
    withoutNotes: [/./],
  },
  '44-cargo-glob': {
    components: {
      'Cargo.lock': [
        'clap@4.4.0 development',
        'criterion@0.5.1 development direct',
        'serde@1.0.193 runtime direct',
      ],
    },
  },
  '54-cargo-more-than-50-crates': {
    components: {
      'Cargo.lock': [
        'criterion@0.5.1 development direct',
        'serde@1.0.193 runtime direct',
      ],
    },
  },
  '55-cargo-toml-1.1': {
    components: {
      'Cargo.lock': [
        'criterion@0.5.1 development direct',
        'serde@1.0.193 runtime direct',
      ],
    },
  },
});

describeCases('Bundler', {
  '25-bundler': {
    components: {
      'Gemfile.lock': [
        'byebug@11.1.3 development direct',
        'engine@0.1.0 runtime direct',
        'mini_portile2@2.8.0 runtime',
        'mylib@1.2.0 runtime direct',
        'nokogiri@1.13.10 runtime direct',
        'racc@1.6.2 runtime',
        'rack@2.2.6.rc1 runtime',
        'rails@7.0.4 runtime direct',
        'rspec-rails@6.0.1 development direct',
        'sidekiq@6.5.8 runtime',
        'uglifier@4.2.0 runtime direct',
        'web-console@4.2.0 development direct',
      ],
    },
    findings: [
      'GHSA-aaaa-0025 nokogiri@1.13.10 -> 1.14.3',
      'GHSA-aaaa-0125 rack@2.2.6.rc1 -> 2.2.6',
    ],
  },
  '56-gemfile-group-forms': {
    components: {
      'Gemfile.lock': [
        'byebug@11.1.3 development direct',
        'capybara@3.39.0 development direct',
        'faker@3.2.0 development direct',
        'pry@0.14.2 development direct',
        'rails@7.0.4 runtime direct',
        'rspec@3.12.0 development direct',
        'rubocop@1.50.0 development direct',
        'simplecov@0.22.0 development direct',
      ],
    },
  },
});

describeCases('Go', {
  '48-go-syntax-more': {
    components: {
      'go.mod': [
        'github.com/a/b@1.0.0 runtime',
        'github.com/c/d@1.0.0 runtime',
        'github.com/e/f@ runtime direct',
        'github.com/fork/h@1.2.4 runtime direct',
        'stdlib@1.22.0 runtime direct',
      ],
    },
  },
});
