#!/bin/sh
# Verifies one saved request by Standard Webhooks with openssl: for a look by hand, not for a receiver.
#   SIGNALPOST_SIGNING_KEY=whsec_… sh verify.sh body.json "$webhook_id" "$webhook_timestamp" "$webhook_signature"
# body.json: the exact bytes received. Ends with 0 if the signature holds, else with 1. How old the request is, it
# does not judge.
set -eu
key=$(printf %s "${SIGNALPOST_SIGNING_KEY#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=$({ printf '%s.%s.' "$2" "$3"; cat "$1"; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
# While keys are rotated there are several signatures; one that holds is enough.
case " $4 " in
  *" v1,$expected "*) echo "The signature holds." ;;
  *) echo "The signature does not hold." >&2; exit 1 ;;
esac
