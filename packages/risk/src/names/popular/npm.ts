import type { PopularNames } from './popularNames';

/** npm: what very many projects install, and names beside it that are their own. */
export const npm: PopularNames = {
  asOf: '2026-11-30',
  names: `
    @angular/animations @angular/cli @angular/common @angular/compiler @angular/core @angular/forms
    @angular/material @angular/platform-browser @angular/router @apollo/client
    @aws-sdk/client-dynamodb @aws-sdk/client-s3 @azure/identity @azure/storage-blob @babel/cli
    @babel/core @babel/parser @babel/plugin-transform-runtime @babel/preset-env @babel/preset-react
    @babel/preset-typescript @babel/runtime @backstage/core-components @backstage/core-plugin-api
    @emotion/react @emotion/styled @eslint/js @fortawesome/fontawesome-svg-core
    @google-cloud/storage @grpc/grpc-js @hookform/resolvers @jest/globals @material-ui/core
    @mui/icons-material @mui/material @nestjs/cli @nestjs/common @nestjs/core
    @nestjs/platform-express @nestjs/testing @nestjs/typeorm @octokit/core @octokit/rest
    @opentelemetry/api @playwright/test @prisma/client @radix-ui/react-dialog @reduxjs/toolkit
    @rollup/plugin-node-resolve @sentry/browser @sentry/node @sentry/react @sveltejs/kit @swc/core
    @tailwindcss/forms @tanstack/react-query @tanstack/react-table @testing-library/dom
    @testing-library/jest-dom @testing-library/react @testing-library/user-event @types/express
    @types/jest @types/lodash @types/node @types/react @types/react-dom
    @typescript-eslint/eslint-plugin @typescript-eslint/parser @vitejs/plugin-react @vue/cli
    @vue/compiler-sfc acorn ajv amqplib angular ansi-colors ansi-regex ansi-styles antd anymatch
    archiver argon2 argparse async autoprefixer aws-sdk axios axios-retry babel-cli babel-core
    babel-eslint babel-jest babel-loader babel-polyfill babel-preset-env bcrypt bcryptjs
    bignumber.js bitcoinjs-lib bluebird body-parser bootstrap boxen brace-expansion braces
    browserify browserslist buffer bunyan bytes camelcase caniuse-lite chai chalk chart.js cheerio
    chokidar ci-info class-transformer class-validator classnames cli-progress cli-spinners cliui
    clsx co coffee-script color-convert color-name color-string colorette colors combined-stream
    commander commitlint compression concat-map concurrently configstore connect connect-redis
    console-control-strings content-type cookie cookie-parser cookie-session copy-webpack-plugin
    core-js core-util-is cors cosmiconfig cross-env cross-fetch cross-spawn crypto-browserify
    crypto-js css-loader csv-parse csv-parser cypress date-fns dayjs debug decamelize decimal.js
    deep-equal deepmerge delayed-stream depd dequal discord.js dompurify dotenv dotenv-expand
    download eccrypto ejs electron electron-builder electron-updater elliptic emoji-regex enquirer
    enzyme error-ex es-abstract es6-promise esbuild escape-string-regexp eslint eslint-config-airbnb
    eslint-config-prettier eslint-plugin-import eslint-plugin-jest eslint-plugin-jsx-a11y
    eslint-plugin-prettier eslint-plugin-react eslint-plugin-react-hooks eslint-plugin-vue
    eslint-scope esprima estraverse ethers event-stream eventemitter3 events execa express
    express-rate-limit express-session express-validator faker fast-deep-equal fast-glob
    fast-json-stable-stringify fast-xml-parser fastify fetch-mock ffmpeg file-loader file-type
    filesize fill-range find-up firebase firebase-admin firebase-functions follow-redirects
    font-awesome foreground-child form-data formidable framer-motion fs-extra fsevents function-bind
    gatsby get-intrinsic get-stream glob glob-parent google-auth-library googleapis graceful-fs
    graphql graphql-request graphql-tag grunt gulp gulp-sass handlebars hardhat has-flag has-symbols
    hash.js helmet highlight.js history hoist-non-react-statics hosted-git-info html-webpack-plugin
    http-errors http-proxy http-proxy-agent http-proxy-middleware https-proxy-agent husky iconv-lite
    ieee754 ignore immer immutable import-fresh inflight inherits inquirer ioredis ipaddr.js isarray
    isexe isomorphic-fetch istanbul jasmine jasmine-core jest jest-cli jest-environment-jsdom jimp
    joi jquery jquery-ui js-base64 js-tokens js-yaml jsdom json-schema json-server
    json-stringify-safe json5 jsonfile jsonwebtoken karma kafkajs kind-of kleur knex koa koa-router
    laravel-mix leaflet less lerna lint-staged lit lodash lodash-es lodash.debounce lodash.get
    lodash.isequal lodash.merge log4js loglevel lottie-web lru-cache lucide-react luxon magic-string
    make-dir marked material-ui mathjs memfs memoize-one merge2 meow micromatch mime mime-db
    mime-types minimatch minimist mkdirp mobx mobx-react mocha mocha-junit-reporter moment
    moment-timezone mongodb mongoose monaco-editor morgan mqtt mssql multer mustache mysql mysql2
    nanoid nats nest-winston next next-auth nock node-cron node-fetch node-forge node-gyp node-ipc
    node-sass nodemailer nodemon noblox.js normalize-path normalize-url npm npm-run-all npmlog nuxt
    nx object-assign object-inspect on-finished openai opn ora oracledb p-limit p-locate p-map pako
    papaparse parcel parse-json passport passport-google-oauth20 passport-jwt passport-local
    path-parse path-to-regexp pdf-lib pdfjs-dist pdfkit phantomjs phin picocolors picomatch pino
    pino-pretty playwright pluralize pm2 polished popper.js postcss postcss-loader
    postcss-selector-parser preact prettier prisma prismjs process progress prom-client prompts
    prop-types protobufjs proxy-agent proxy-from-env pump punycode puppeteer puppeteer-core qrcode
    qs query-string ramda random-bytes range-parser react react-bootstrap react-day-picker react-dnd
    react-dom react-dropzone react-hook-form react-hot-toast react-i18next react-icons react-is
    react-markdown react-native react-query react-redux react-router react-router-dom react-scripts
    react-select react-spring react-table react-toastify react-transition-group react-virtualized
    read-pkg readable-stream recharts redis redux redux-logger redux-saga redux-thunk
    reflect-metadata regenerator-runtime request request-promise require-directory resolve rimraf
    rollup rollup-plugin-terser rxjs safe-buffer safer-buffer sass sass-loader sax
    selenium-webdriver semver send sequelize serialize-javascript serve serve-static serverless
    sharp shebang-command shelljs shx sinon socket.io socket.io-client socket.io-parser socks solc
    source-map source-map-support sprintf-js sqlite3 ssh2 storybook string-width strip-ansi stripe
    style-loader styled-components stylelint stylus superagent supertest supports-color svelte
    swiper swr systemjs tailwindcss tailwind-merge tar telegraf terser terser-webpack-plugin three
    through2 tmp toastify-js tough-cookie ts-jest ts-loader ts-node tslib tslint tsup tsx turbo
    tweetnacl type-fest typeorm typescript ua-parser-js uglify-js underscore undici unist-util-visit
    universalify unzipper url-loader url-parse use-sync-external-store util-deprecate uuid validator
    vee-validate vite vitest vue vue-i18n vue-loader vue-router vuetify vuex web-vitals web3 webpack
    webpack-bundle-analyzer webpack-cli webpack-dev-middleware webpack-dev-server webpack-merge
    whatwg-fetch which winston winston-daily-rotate-file wrap-ansi write-file-atomic ws xlsx xml2js
    xmldom xterm yaml yargs yargs-parser yup zod zone.js zustand
  `,
  known: `
    acorn-node bufferjs bytes.js downloadjs jasmine-node lodash-node node-archiver node-fetch-npm
    node-process punycode.js source-map-js validatorjs ansicolors ansistyles chartjs coffeescript
    eventemitter2 fs.extra getstream highlightjs httperrors json3 jsonschema lrucache normalizeurl
    object.assign parsejson querystring randombytes angular-material apollo-client
    babel-plugin-transform-runtime babel-preset-react babel-preset-typescript babel-runtime mimer
    reqwest rollup-plugin-node-resolve storyblok ttypescript typescript-eslint-parser abs-svg-path
    body argh bowser buffers chai-as-promised chart clap color colord common-tags commondir
    connected corser cross-zip css-select css-what csso cssom cuid d3 d3-array d3-color dashjs
    date-now dateformat deep-eql deep-extend deprecated diff dot-prop duplexer2 duplexer3 emittery
    esbuild-jest escodegen espree esquery eta etag events-to-array express-handlebars extend
    fast-equals figures flat flatted flow-parser formik fresh gaxios globals globby graphiql
    graphology gts hawk helmet-csp htmlparser2 immutability-helper inherit into-stream io-ts
    is-docker is-glob jade jake jest-circus jose jquery-ujs js-sha3 js-sha256 jsbn jsesc json
    jsonparse jszip kapellmeister keyv klona levelup lint linkify-it lit-html lit-element lodash.set
    logform long lowdb lower-case maath magicast mdast-util-to-string methods mime-format minipass
    mithril mock-fs module-alias mongodb-core morphdom mout mri ms mustache-express mute-stream
    native-request netmask next-tick nise nodejs nopt normalize.css nunjucks object-hash obuf once
    optimist optionator os-tmpdir p-try package-json pac-proxy-agent pathe pg pinia pirates pixi.js
    plur popmotion postcss-js precinct preact-render-to-string prelude-ls ps-tree psl q
    ramda-adjunct raf rax react-art react-dnd-html5-backend reactive read recast redent redeyed
    redis-commands regexpp registry-url relay-runtime remark requirejs restify rfdc riot rsvp saxes
    scheduler sane semver-diff seq serve-index serve-handler shell-quote sift sirv sisteransi slash
    slugify sinon-chai slick-carousel socks-proxy-agent solid-js sorted-array-functions sort-keys
    split split2 ssri stylis superstruct svgo sweetalert2 swrv symbol-tree table tape tapable temp
    text-table throat through tinycolor2 to-regex-range totalist traverse trim ts-morph tsutils
    tty-browserify tweetnacl-util typed-function ufo undefsafe unified universal-cookie unplugin
    uri-js url utif util utile uvu valibot vary vasync vfile victory vinyl vm2 walk warning
    watchpack wcwidth webidl-conversions weak-map when wordwrap xhr xmlbuilder xregexp xtend y18n
    yallist yauzl yeoman-generator yn zlib zrender
  `,
};
