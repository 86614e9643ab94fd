# Takes no more work, and waits until what is under way has ended: the worker then goes by itself.
curl -sS -X PUT -H 'X-Trino-User: apk8s/engines' -H 'Content-Type: application/json' -d '"SHUTTING_DOWN"' \
  http://localhost:8080/v1/info/state
while curl -sS -o /dev/null http://localhost:8080/v1/info 2> /dev/null; do sleep 2; done
