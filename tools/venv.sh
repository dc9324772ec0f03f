#!/bin/sh
# Makes a virtual environment and installs into it.
#
#   tools/venv.sh FOLDER PIP-ARGUMENT...
#
# Does nothing where the same was done before and pyproject.toml has not changed since. PYTHON
# names the interpreter; without it the first Python on the path that is new enough is taken.
set -eu

folder=${1:?usage: tools/venv.sh FOLDER PIP-ARGUMENT...}
shift

pango="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

stop() {
    echo "bookbuild: $1" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    stop "this needs Python 3.11 or later, and ${PYTHON:-python3} is $(describe_python)."
}

describe_python() {
    "${PYTHON:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null ||
        echo "not there (Debian: apt install python3 python3-venv)"
}

can_import() {
    for module; do
        "$python" -c "import $module" 2>/dev/null || return 1
    done
}

# Debian keeps ensurepip in a package of its own, so that a plain venv may come without pip.
make_environment() {
    python=$(find_python)
    rm -rf "$folder"
    if can_import venv ensurepip; then
        "$python" -m venv "$folder"
    elif can_import virtualenv; then
        "$python" -m virtualenv --quiet "$folder"
    elif command -v virtualenv >/dev/null; then
        virtualenv --quiet --python "$python" "$folder"
    elif command -v uv >/dev/null; then
        uv venv --quiet --seed --python "$python" "$folder"
    elif can_import venv pip; then
        "$python" -m venv --without-pip "$folder"
        "$python" -m pip --quiet --python "$folder/bin/python" install pip
    else
        stop "this Python cannot make a virtual environment; on Debian, run:
    apt install python3-venv $pango"
    fi
    pwd >"$folder/checkout"
}

# An environment knows its own address: one that was copied along with the checkout is of no use.
is_sound() {
    [ "$(cat "$folder/checkout" 2>/dev/null)" = "$(pwd)" ] &&
        "$folder/bin/python" -m pip --version >/dev/null 2>&1
}

install() {
    echo "bookbuild: installing into $folder (the first time, this takes a minute)" >&2
    "$folder/bin/python" -m pip install --quiet --quiet --disable-pip-version-check "$@"
}

# A missing HarfBuzz-Subset is only a warning to WeasyPrint, but one that fails the tests.
check_pango() {
    complaint=$("$folder/bin/python" -W error:HarfBuzz-Subset -c 'import weasyprint' 2>&1) && return
    case $complaint in
        *"cannot load library"* | *HarfBuzz-Subset*)
            stop "WeasyPrint, which makes the PDF, needs Pango; on Debian, run:
    apt install $pango
on macOS: brew install pango" ;;
        *) stop "$complaint" ;;
    esac
}

[ ! -e "$folder" ] || [ -e "$folder/pyvenv.cfg" ] || stop "$folder is no virtual environment."
is_sound || make_environment
done_file=$folder/installed-$(echo "$@" | cksum | cut -d ' ' -f 1)
wanted=$(cksum <pyproject.toml)
if [ "$(cat "$done_file" 2>/dev/null)" != "$wanted" ]; then
    install "$@"
    check_pango
    echo "$wanted" >"$done_file"
fi
