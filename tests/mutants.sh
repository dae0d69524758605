#!/usr/bin/env bash
# Mutation testing of ice-runtime; needs cargo-mutants. `bash tests/mutants.sh` tries signing, retrying and the reading of
# replies; with arguments they choose: `bash tests/mutants.sh -f 'ice-runtime/src/params/*.rs'`.
#
# Three passes, each over what the ones before have not caught: the unit tests of ice-runtime, the quick half of the tests in
# this folder, all of them. Each copies the tree as it is then: leave the mutated files alone meanwhile. cargo-mutants tests
# the mutated package only, and checks its baseline so even with `--test-package`: the package with the tests is therefore
# named to cargo behind its back, by `--cargo-arg`.
set -euo pipefail
cd "$(dirname "$0")/.."

chosen=("$@")
if [ $# -eq 0 ]; then
    chosen=(-f 'ice-runtime/src/sign/*.rs' -f 'ice-runtime/src/retry/*.rs' -f 'ice-runtime/src/response/*.rs')
fi

# A folder of its own: builds of mutants must not be taken for those of the real code.
output="${CARGO_TARGET_DIR:-$PWD/target}/mutants"
mkdir -p "$output"
rm -f "$output"/{caught,unviable}.txt
export CARGO_TARGET_DIR="$output"
export CARGO_PROFILE_DEV_DEBUG=0
# No mutant may ask the metadata service of a real machine for keys.
export ALIBABA_CLOUD_ECS_METADATA_DISABLED=true

pass() {
    local code=0
    printf '\n== %s\n' "$1"
    cargo mutants --package ice-runtime --output "$output" "${chosen[@]}" "${@:2}" || code=$?
    # 2 and 3 say that some were missed or took too long.
    [[ $code == [023] ]] || exit "$code"
    for list in caught unviable; do
        cat "$output/mutants.out/$list.txt" >>"$output/$list.txt"
    done
}

all=(--iterate --cargo-arg=--package=ice-tests --cargo-arg=--test=all)
quick=(client:: encoding:: faults::building:: faults::clock:: faults::retry:: products:: signing:: upload:: wire::)
pass 'unit tests' --all-features --cargo-arg=--lib
pass 'quick tests' "${all[@]}" --no-default-features --cargo-test-arg=-- "${quick[@]/#/--cargo-test-arg=}"
pass 'all tests' "${all[@]}"

printf '\n== together\n'
cd "$output"
wc -l {caught,unviable,mutants.out/timeout,mutants.out/missed}.txt | sed '$d'
