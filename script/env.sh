# Sourced by the other scripts: enters the repository's root and selects the toolchain. Prints
# nothing, installs nothing.
cd "$(dirname "$0")/.." || exit 1
began=$(date +%s)
say() { printf '\033[1m==> %s (after %d s)\033[0m\n' "$*" $(($(date +%s) - began)) >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
# One toolchain builds server and client: the default one if it has the wasm32 target, else
# Debian's.
wasm_of() { [ -n "$(find "$1/lib/rustlib/wasm32-unknown-unknown/lib" -name 'libstd-*.rlib' 2>/dev/null | head -n 1)" ]; }
if ! wasm_of "$(rustc --print sysroot 2>/dev/null)" && wasm_of /usr; then
  export RUSTUP_TOOLCHAIN=debian-wasm CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
fi
# The packages that are selected together decide which features the libraries have: with other packages, cargo
# compiles the libraries again.
server_side="--workspace --exclude hydrate --exclude wasm-tool"
PG_BIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
export PG_BIN
