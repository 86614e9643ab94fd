# The settings of this broker, by its number; its storage, formatted once; the broker.
set -eu
number=${HOSTNAME##*-}
host=$HOSTNAME.$HEADLESS
if [ "$number" -lt "$CONTROLLERS" ]; then
  roles=broker,controller listeners=CLIENT://:9092,CONTROLLER://:9093
else
  roles=broker listeners=CLIENT://:9092
fi
{
  cat "$SETTINGS/server.properties"
  echo "node.id=$number"
  echo "process.roles=$roles"
  echo "listeners=$listeners"
  echo "advertised.listeners=CLIENT://$host:9092"
} > "$RUN/server.properties"
"$KAFKA_HOME/bin/kafka-storage.sh" format --ignore-formatted --cluster-id "$CLUSTER_ID" --config "$RUN/server.properties"
exec "$KAFKA_HOME/bin/kafka-server-start.sh" "$RUN/server.properties"
