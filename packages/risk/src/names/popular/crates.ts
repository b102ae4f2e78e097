import type { PopularNames } from './popularNames';

/** crates.io: what very many projects build with, and names beside it that are their own. */
export const crates: PopularNames = {
  asOf: '2026-11-30',
  names: `
    actix actix-rt actix-web addr2line adler aes ahash aho-corasick ammonia ansi-term anyhow
    arrayvec askama async-std async-trait atty autocfg aws-sdk-s3 axum backtrace base64 bigdecimal
    bincode bindgen bitflags block-buffer bumpalo byteorder bytes camino cargo-metadata cbindgen
    chacha20poly1305 chrono chrono-tz ciborium clap clap-derive color-eyre colored config console
    convert-case cookie core-foundation criterion crossbeam crossbeam-channel crossbeam-utils
    crossterm crypto-common csv ctrlc curve25519-dalek darling dashmap deadpool derive-more diesel
    digest dirs dotenv dotenvy ed25519-dalek either encoding-rs env-logger eyre fastrand flate2 fnv
    form-urlencoded futures futures-util generic-array getrandom gimli git2 glob globset graphql-client
    h2 half hashbrown heck hex hmac http http-body httparse hyper hyper-tls iana-time-zone ignore
    indexmap indicatif insta itertools itoa jsonwebtoken jobserver lapin lazy-static lettre libc
    libloading linked-hash-map lock-api log log4rs lru maplit matchers memchr memmap2 memoffset mime
    miniz-oxide mio mockall nalgebra native-tls ndarray nix nom num num-bigint num-cpus num-derive
    num-integer num-traits object once-cell openssl openssl-sys ordered-float parking-lot
    percent-encoding pest phf pin-project plotters polars postgres pretty-assertions prettyplease
    proc-macro2 prometheus proptest prost protobuf quick-xml quickcheck quinn quote rand rand-chacha
    rand-core rayon rdkafka redis ref-cast regex regex-automata regex-syntax reqwest ring rmp-serde
    rocket ron rstest rusqlite rust-decimal rustc-demangle rustc-hash rustix rustls rustls-pemfile
    rustversion ryu same-file schannel scopeguard secp256k1 semver serde serde-derive serde-json
    serde-urlencoded serde-with serde-yaml serial-test sha1 sha2 signal-hook similar slab smallvec
    socket2 solana-program solana-sdk spin sqlx strsim structopt strum subtle syn sysinfo tar
    tauri tempfile tera termcolor textwrap thiserror thread-local time tinyvec tokio tokio-rustls
    tokio-stream tokio-tungstenite tokio-util toml toml-edit tonic tower tower-http tracing
    tracing-subscriber tungstenite typenum unicode-ident unicode-segmentation unicode-width url uuid
    vergen walkdir warp wasm-bindgen wasmtime webpki winapi windows windows-sys winnow zeroize zip zstd
  `,
  known: `
    aead anes argh bitfield bitvec bytemuck cipher clippy cranelift ctor cty deranged errno fancy-regex
    futures-core hdrhistogram hostname humantime hyperx idna indoc instant ipnet jni js-sys keccak kv-log-macro
    libm linkme lzma-rs match matches mach metal mint moka nb nohash objc oid paste pem petgraph pico-args
    polling ppv-lite86 r2d2 rcgen sct sd-notify seq-macro shlex slog snap sval syntect tap tera-cli
    termion tiff tinystr tui umask unicode-xid utf8parse valuable vsimd want weezl which wit-parser xattr
    xml-rs yansi zerocopy
  `,
};
