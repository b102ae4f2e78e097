#!/usr/bin/env bash
# Judges a checkout, says what came of it on the pull request, and ends with
# the code of the gate.
set -euo pipefail

command=(npx --yes "safety-curtain@$CHECK_VERSION")
report="$RUNNER_TEMP/security-gate.md"

arguments=(check "$CHECK_PATH" --format markdown)
if [ -n "$CHECK_PORTAL" ]; then
  arguments+=(--url "$CHECK_PORTAL" --revision "$GITHUB_SHA")
  # Without one it is the entity whose source this checkout is.
  if [ -n "$CHECK_ENTITY" ]; then arguments+=(--entity "$CHECK_ENTITY"); fi
else
  arguments+=(--advisories "$CHECK_ADVISORIES")
  if [ -n "$CHECK_POLICY" ]; then arguments+=(--policy "$CHECK_POLICY"); fi
  if [ -n "$CHECK_KEV" ]; then arguments+=(--kev "$CHECK_KEV"); fi
fi
# What the branch brings, from where it left the other one.
if [ -n "${GITHUB_BASE_REF:-}" ]; then
  arguments+=(--base-ref "origin/$GITHUB_BASE_REF")
fi

code=0
"${command[@]}" "${arguments[@]}" >"$report" || code=$?
echo "report=$report" >>"$GITHUB_OUTPUT"
if [ -s "$report" ]; then
  cat "$report" >>"$GITHUB_STEP_SUMMARY"
  if [ -n "$CHECK_COMMENT_TOKEN" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    # What could not be said does not change the verdict.
    "${command[@]}" comment "$report" --forge github \
      --token-env CHECK_COMMENT_TOKEN ||
      echo '::warning::The comment could not be made'
  fi
fi
exit "$code"
