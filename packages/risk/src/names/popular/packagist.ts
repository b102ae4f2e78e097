import type { PopularNames } from './popularNames';

/** Packagist: what very many projects require, and names beside it that are their own. */
export const packagist: PopularNames = {
  asOf: '2026-11-30',
  names: `
    aws/aws-sdk-php barryvdh/laravel-debugbar barryvdh/laravel-dompdf barryvdh/laravel-ide-helper
    brick/math carbonphp/carbon-doctrine-types composer/composer composer/semver dflydev/dot-access-data
    doctrine/annotations doctrine/cache doctrine/collections doctrine/common doctrine/dbal
    doctrine/doctrine-bundle doctrine/doctrine-migrations-bundle doctrine/event-manager
    doctrine/inflector doctrine/instantiator doctrine/lexer doctrine/orm dompdf/dompdf
    dragonmantank/cron-expression drupal/core egulias/email-validator ezyang/htmlpurifier
    fakerphp/faker fideloper/proxy filament/filament filp/whoops firebase/php-jwt friendsofphp/php-cs-fixer
    fruitcake/laravel-cors fzaninotto/faker google/apiclient google/auth google/cloud-storage
    guzzlehttp/guzzle guzzlehttp/promises guzzlehttp/psr7 hamcrest/hamcrest-php illuminate/collections
    illuminate/contracts illuminate/database illuminate/support intervention/image jean85/pretty-package-versions
    jms/serializer justinrainbow/json-schema laminas/laminas-diactoros laravel/breeze laravel/framework
    laravel/horizon laravel/passport laravel/pint laravel/sail laravel/sanctum laravel/scout
    laravel/socialite laravel/telescope laravel/tinker laravel/ui lcobucci/jwt league/commonmark
    league/container league/csv league/flysystem league/flysystem-aws-s3-v3 league/fractal
    league/mime-type-detection league/oauth2-client league/oauth2-server livewire/livewire
    maatwebsite/excel mockery/mockery monolog/monolog mpdf/mpdf mtdowling/jmespath.php myclabs/deep-copy
    nesbot/carbon nette/utils nikic/fast-route nikic/php-parser nunomaduro/collision nunomaduro/larastan
    orchestra/testbench paragonie/random_compat paragonie/sodium_compat pear/archive_tar pestphp/pest
    phar-io/manifest php-http/discovery php-http/httplug phpdocumentor/reflection-docblock
    phpmailer/phpmailer phpoffice/phpspreadsheet phpoffice/phpword phpseclib/phpseclib phpspec/prophecy
    phpstan/phpstan phpunit/php-code-coverage phpunit/phpunit predis/predis psr/cache psr/container
    psr/http-client psr/http-message psr/log psr/simple-cache psy/psysh pusher/pusher-php-server
    ralouphie/getallheaders ramsey/collection ramsey/uuid rector/rector roave/security-advisories
    sebastian/comparator sebastian/diff sebastian/environment sebastian/exporter sensio/framework-extra-bundle
    sentry/sentry sentry/sentry-laravel slim/slim spatie/laravel-activitylog spatie/laravel-backup
    spatie/laravel-medialibrary spatie/laravel-permission squizlabs/php_codesniffer stripe/stripe-php
    swiftmailer/swiftmailer symfony/cache symfony/config symfony/console symfony/dependency-injection
    symfony/dom-crawler symfony/dotenv symfony/event-dispatcher symfony/filesystem symfony/finder
    symfony/framework-bundle symfony/http-client symfony/http-foundation symfony/http-kernel symfony/mailer
    symfony/mime symfony/polyfill-ctype symfony/polyfill-mbstring symfony/process symfony/routing
    symfony/security-bundle symfony/serializer symfony/string symfony/translation symfony/twig-bundle
    symfony/validator symfony/var-dumper symfony/yaml tecnickcom/tcpdf theseer/tokenizer
    tijsverkoyen/css-to-inline-styles twig/twig twilio/sdk vlucas/phpdotenv webmozart/assert
    wikimedia/composer-merge-plugin yiisoft/yii2 zircote/swagger-php
  `,
  known: `
    knplabs/knp-menu sebastian/version hoa/core
  `,
};
