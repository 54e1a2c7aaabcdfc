#!/bin/sh
# Makes an integration that sends emergencies to a receiver, publishes an emergency and a routine alert, and asks what
# became of them. Needs curl only. Run twice, it says that the integration is there already, and goes on.
#   SIGNALPOST_API_KEY=… RECEIVER_URL=https://… sh examples/curl/first-integration.sh
set -eu
url="${SIGNALPOST_URL:-http://localhost:3000}"

# Answers a request of {"query", "variables"} from standard input.
ask() {
  curl --silent --show-error --fail-with-body "$url/api/graphql" \
    -H "x-api-key: $SIGNALPOST_API_KEY" -H "content-type: application/json" --data-binary @-
  echo
}

filters='[{"conditions": [{"field": "metadata.attributes.priority", "values": ["Emergency"]}]}]'

echo "Would the filter let an emergency through?"
ask <<JSON
{"query": "query(\$filters: [EventFilterInput!]!, \$event: JSON!) { previewFilters(trigger: \"alert.sent\", filters: \$filters, event: \$event) { matched warnings { message } } }",
 "variables": {"filters": $filters, "event": {"type": "alert.sent", "metadata": {"attributes": {"priority": "Emergency"}}}}}
JSON

echo "An integration and its subscription, in one go:"
ask <<JSON
{"query": "mutation(\$input: CreateIntegrationInput!) { createIntegration(input: \$input) { integration { id } userErrors { path message } } }",
 "variables": {"input": {
   "externalId": "curl-emergencies", "name": "Emergencies by curl", "trigger": "alert.sent", "filters": $filters,
   "actions": [{"newSubscription": {"externalId": "curl-receiver", "uri": "$RECEIVER_URL", "eventTypes": ["alert.sent"]}}]}}}
JSON

echo "An emergency and a routine alert:"
published=$(ask <<'JSON'
{"query": "mutation($events: [EventInput!]!) { publishEvents(input: {events: $events}) { events { id } userErrors { path message } } }",
 "variables": {"events": [
   {"type": "alert.sent", "metadata": {"attributes": {"priority": "Emergency"}}},
   {"type": "alert.sent", "metadata": {"attributes": {"priority": "Operational"}}}]}}
JSON
)
echo "$published"
ids=$(echo "$published" | grep -o 'evt_[0-9a-z]*')

outcome() {
  ask <<JSON
{"query": "query(\$id: ID!) { event(id: \$id) { matchedAt deliveries { edges { node { status summary } } } matches { integration { externalId } outcome explanation { filters { conditions { field operator values actual matched } } } } } }",
 "variables": {"id": "$1"}}
JSON
}

# An event that is not matched yet, or whose delivery is on its way, is asked about again for half a minute.
for id in $ids; do
  tries=0
  while answer=$(outcome "$id") && echo "$answer" | grep -q -e '"matchedAt":null' -e PENDING && [ $tries -lt 60 ]; do
    tries=$((tries + 1))
    sleep 0.5
  done
  echo "What became of $id, and why:"
  echo "$answer"
done
