# Sourced by packaging/run and packaging/test: which Debian packages are needed, and how to get the missing ones.
build_packages="g++ cmake ninja-build qt6-base-dev qt6-svg-dev qt6-httpserver-dev qt6-websockets-dev libgl-dev
  qt6-tools-dev qt6-l10n-tools libqt6svg6 libsqlite3-dev qt6-image-formats-plugins
  libqcustomplot-dev qtkeychain-qt6-dev libsimdjson-dev zlib1g-dev libdtl-dev libboost-math-dev libsecret-1-0"
test_packages="clang-format clang-tidy universal-ctags xvfb xauth fonts-dejavu-core fonts-inter
  mold tidy cmark-gfm poppler-utils curl jq openssl python3 python3-yaml"
# For SAFELIGHT_LONG=1 alone: libFuzzer belongs to this compiler.
fuzz_packages="clang libclang-rt-dev"
# These start services of their own, which nobody wants on a desktop for the sake of a test.
service_packages="nghttp2-proxy dbus-daemon gnome-keyring"

# say TEXT: what is going on, on standard error, so that standard output stays for results.
say() { printf '%s\n' "$*" >&2; }

# progress TEXT: how far it is: one line that is written over on a terminal, elsewhere a line every 15 seconds.
progress_last=0
progress() {
  if [ -t 2 ]; then
    printf '\r\033[K%.78s' "$*" >&2
    return 0
  fi
  now=$(date +%s)
  if [ $((now - progress_last)) -ge 15 ]; then
    progress_last=$now
    say "$*"
  fi
}
progress_begin() { progress_last=$(date +%s); }
progress_end() { if [ -t 2 ]; then printf '\r\033[K' >&2; fi; }

# install_missing PACKAGE...: silent when all are there.
install_missing() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  if ! command -v apt-get >/dev/null; then
    say "These packages are missing, and this is no Debian-like system to install them on:$missing"
    return 1
  fi
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "These packages are missing, and neither root nor sudo is at hand to install them:$missing"
      return 1
    fi
    as_root="sudo"
  fi
  say "Installing:$missing"
  $as_root apt-get update -qq || say "The package lists could not be refreshed; trying with the ones at hand."
  # shellcheck disable=SC2086
  install_packages $missing
}

# install_packages PACKAGE...: with apt's own account of how far it is; everything it said when it fails.
install_packages() {
  log=$(mktemp)
  progress_begin
  {
    # sudo closes every descriptor but the first three, so apt's status goes through standard output.
    $as_root env DEBIAN_FRONTEND=noninteractive sh -c 'exec apt-get install -y -qq --no-install-recommends \
      -o APT::Status-Fd=3 "$@" 3>&1 >&2' apt-get "$@" 2>"$log" && echo "done:::" || echo "failed:::"
  } | {
    result=1
    while IFS=: read -r kind _ percent text; do
      case $kind in
        dlstatus) progress "Downloading: ${percent%%.*} % ($text)" ;;
        pmstatus) progress "Installing: ${percent%%.*} % ($text)" ;;
        done) result=0 ;;
      esac
    done
    progress_end
    exit $result
  } && result=0 || result=1
  [ $result -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return $result
}

# configure FOLDER OPTION...: only when the folder is new or the options differ from the last time.
configure() {
  folder=$1
  shift
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/.options" 2>/dev/null)" != "$*" ]; then
    say "Configuring $folder"
    cmake -S . -B "$folder" -G Ninja "$@" >"$folder.log" 2>&1 || { tail -30 "$folder.log" >&2; return 1; }
    printf '%s' "$*" >"$folder/.options"
  fi
}

# compile FOLDER TARGET...: runs ninja. On a terminal it moves its own line; elsewhere a line comes now and then, and
# what compilers said at the end.
compile() {
  (
    cd "$1"
    shift
    if [ -t 2 ]; then
      ninja "$@" >&2
      exit
    fi
    progress_begin
    { ninja "$@" 2>&1 && echo "done" >.result || echo "failed" >.result; } | while IFS= read -r line; do
      case $line in
        '['[0-9]*/[0-9]*']'*) progress "$line" ;;
        *) printf '%s\n' "$line" ;;
      esac
    done >.said
    cat .said >&2
    [ "$(cat .result)" = "done" ]
  )
}

# build FOLDER TARGET...: quiet when there is nothing to do.
build() {
  folder=$1
  shift
  if [ -f "$folder/.built" ] && [ -z "$(find CMakeLists.txt app ui resources tests packaging -newer "$folder/.built" -type f)" ]; then
    log=$(ninja -C "$folder" --quiet "$@" 2>&1) || { printf '%s\n' "$log" >&2; return 1; }
    return 0
  fi
  touch "$folder/.building"
  if ! (cd "$folder" && ninja -n "$@" 2>&1) | grep -q '^ninja: no work to do'; then
    say "Building in $folder (the first time takes some minutes)"
    compile "$folder" "$@" || return 1
  fi
  mv "$folder/.building" "$folder/.built"
}
