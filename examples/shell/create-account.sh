#!/bin/sh
# Creates a Leeloo account at a running Understudy with curl, and shows how Leeloo refuses a wrong email.
#
#   npm start                                  # in another terminal
#   sh examples/shell/create-account.sh        # or with the server's URL as its argument
#
# The path prefix /~shell-example/ is a session of this script's own.
set -eu
session="${1:-http://127.0.0.1:4010}/~shell-example"

create() {
  curl -sS "$session/leeloo/api/v2/accounts/email" \
    -H 'Content-Type: application/json' \
    -H 'X-Leeloo-AuthToken: understudy-leeloo-0c1d2e3f4a5b6c7d' \
    -d "{\"data\": [{\"email\": \"$1\"}], \"connection_id\": \"5cfa283a2e9096000b440d51\"}"
  echo
}

curl -sS -o /dev/null -X POST "$session/_understudy/reset"
create robin@sherwood.example
create nobody
curl -sS "$session/_understudy/state/leeloo"
echo
