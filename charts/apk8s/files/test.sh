# Logs in, asks the gateway how everything is, sends an event and finds it again.
set -eu

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

call() {
  curl -sS --fail-with-body --max-time 20 -H "Authorization: Bearer $token" "$@"
}

answer=$(printf 'grant_type=client_credentials&client_id=%s&client_secret=%s' "$CLIENT_ID" "$CLIENT_SECRET" |
  curl -sS --max-time 20 -d @- "$REALM/protocol/openid-connect/token")
token=$(printf %s "$answer" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
[ -n "$token" ] || fail "$REALM gives no token to the client $CLIENT_ID: $answer"
echo "logged in as $CLIENT_ID"

for service in $SERVICES; do
  curl -sS --fail-with-body --max-time 20 "$GATEWAY/api/v1/status" | tr '{' '\n' | grep "\"name\":\"$service\"" |
    grep -q '"status":"up"' || fail "$service is not up: $(curl -sS "$GATEWAY/api/v1/status")"
  echo "$service is up"
done

[ "$EVENT" = true ] || exit 0
id=release-test-$(date +%s)-$$
call -X POST "$GATEWAY/api/v1/streams/messages/events" -H 'Content-Type: application/json' -H "Idempotency-Key: $id" \
  -d "{\"text\":\"$id\"}" || fail "the event is not taken; the client $CLIENT_ID needs the role operator for it"
echo
echo "the event $id is kept"

deadline=$(($(date +%s) + 60))
until call "$GATEWAY/api/v1/streams/messages/search?q=text:%22$id%22" | grep -q "$id"; do
  [ "$(date +%s)" -lt "$deadline" ] || fail "the event $id is not found after a minute"
  sleep 1
done
echo "the event $id is found"
