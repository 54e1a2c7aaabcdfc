#!/bin/sh
# Publishes over POST /api/events in its four notations: one event, several, NDJSON, a CloudEvent.
#   SIGNALPOST_API_KEY=… sh examples/curl/publish-events.sh
set -eu
url="${SIGNALPOST_URL:-http://localhost:3000}/api/events"

publish() {
  curl --silent --show-error --fail-with-body "$url" \
    -H "x-api-key: $SIGNALPOST_API_KEY" -H "content-type: $1" --data-binary @-
  echo
}

echo '{"type": "alert.sent", "metadata": {"attributes": {"priority": "Emergency"}}}' | publish application/json

# An event with an externalId is stored once, however often it is sent.
publish application/json <<'JSON'
[{"type": "alert.read", "externalId": "example-read-1", "metadata": {"attributes": {"by": "J. Doe"}}},
 {"type": "alert.read", "externalId": "example-read-1", "metadata": {"attributes": {"by": "J. Doe"}}}]
JSON

printf '%s\n%s\n' '{"type": "alert.sent"}' '{"type": "alert.read"}' | publish application/x-ndjson

publish application/cloudevents+json <<'JSON'
{"specversion": "1.0", "type": "alert.sent", "source": "/county/eoc", "id": "example-7",
 "data": {"metadata": {"attributes": {"priority": "Operational"}}}}
JSON
