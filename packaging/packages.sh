# Sourced by packaging/run and packaging/test: which Debian packages are needed, and how to get the missing ones.
build_packages="g++ cmake ninja-build qt6-base-dev qt6-svg-dev qt6-httpserver-dev qt6-websockets-dev libgl-dev
  qt6-tools-dev qt6-l10n-tools libqt6svg6 libqt6sql6-sqlite libsqlite3-dev qt6-image-formats-plugins
  libqcustomplot-dev qtkeychain-qt6-dev libsimdjson-dev libdtl-dev libboost-math-dev libsecret-1-0"
test_packages="clang-format clang-tidy universal-ctags xvfb xauth fonts-dejavu-core fonts-inter
  mold tidy poppler-utils curl jq openssl python3 python3-yaml"
# These start services of their own, which nobody wants on a desktop for the sake of a test.
service_packages="nghttp2-proxy dbus-daemon gnome-keyring"

# say TEXT: what is going on, on standard error, so that standard output stays for results.
say() { printf '%s\n' "$*" >&2; }

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
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
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

# build FOLDER TARGET...: quiet when nothing changed since the last time.
build() {
  folder=$1
  shift
  if [ -f "$folder/.built" ] && [ -z "$(find CMakeLists.txt app ui resources tests packaging -newer "$folder/.built" -type f)" ]; then
    log=$(ninja -C "$folder" --quiet "$@" 2>&1) || { printf '%s\n' "$log" >&2; return 1; }
    return 0
  fi
  say "Building in $folder (the first time takes some minutes)"
  touch "$folder/.building"
  ninja -C "$folder" --quiet "$@" >&2 || return 1
  mv "$folder/.building" "$folder/.built"
}
