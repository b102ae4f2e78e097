import type { PopularNames } from './popularNames';

/** RubyGems: what very many projects install, and names beside it that are their own. */
export const rubygems: PopularNames = {
  asOf: '2026-11-30',
  names: `
    actioncable actionmailer actionpack actionview active-model-serializers activeadmin activejob
    activemodel activerecord activerecord-import activestorage activesupport acts-as-taggable-on
    addressable airbrake annotate ansi arel aws-sdk aws-sdk-core aws-sdk-s3 backports bcrypt
    better_errors bootsnap bootstrap brakeman builder bullet bundler byebug cancancan capistrano
    capybara carrierwave childprocess climate_control coderay coffee-rails coffee-script colorize
    concurrent-ruby connection_pool cucumber dalli database_cleaner declarative devise diff-lcs
    doorkeeper dotenv dotenv-rails draper dry-types dry-validation elasticsearch em-websocket
    erubi erubis ethon eventmachine excon execjs factory_bot factory_bot_rails faker faraday
    faraday_middleware fastlane ffi fog-core foreman friendly_id globalid google-apis-core grape
    graphql grpc guard haml hashie highline hiredis i18n jbuilder jekyll jmespath jquery-rails json
    jwt kaminari kramdown launchy letter_opener liquid listen loofah mail memoist method_source mime-types
    mini_magick mini_mime mini_portile2 minitest mixlib-shellout mongo mongoid msgpack multi_json
    multipart-post mustache mysql2 net-http net-scp net-ssh newrelic_rpm nio4r nokogiri
    oauth2 octokit oj omniauth omniauth-google-oauth2 omniauth-oauth2 pagy paper_trail paperclip
    parallel parser passenger pg pg_search protobuf pry pry-byebug public_suffix puma pundit puppet
    rack rack-cors rack-protection rack-test rails rails-html-sanitizer railties rainbow rake ransack
    redcarpet redis redis-namespace redis-rails request_store responders rest-client rexml rolify
    roo rouge rspec rspec-core rspec-expectations rspec-mocks rspec-rails rubocop rubocop-ast
    rubocop-performance rubocop-rails rubocop-rspec ruby-progressbar rubyzip sass sass-rails sassc
    sassc-rails selenium-webdriver sentry-raven sentry-ruby sequel shoulda-matchers sidekiq signet
    simple_form simplecov sinatra slim spring sprockets sprockets-rails sqlite3 stripe sys-filesystem
    thin thor thread_safe tilt timecop timeout turbolinks typhoeus tzinfo uglifier unicode-display_width
    unicorn vcr warden web-console webdrivers webmock webpacker websocket-driver websocket-extensions
    whenever will_paginate yard zeitwerk
  `,
  known: `
    ast atomic awesome_print bindata bundle byebug-dap cgi chronic crack crass csv cocoon cork date
    domain_name erb ffi-compiler gli hamlit hashdiff heroku http httparty httpclient ice_nine jar-dependencies
    json-schema logger minima mustermann nap netrc notiffany os pastel polyglot prism racc rack-mini-profiler
    rb-fsevent reline retriable rufus-scheduler rugged sassy slop snaky_hash stringio strscan strings
    temple terminal-table treetop trollop tty-screen uber unf wisper xpath
  `,
};
