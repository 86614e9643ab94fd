# The database has the password of its first start; the Secret's may be another by now.
set -eu
[ -s "$PGDATA/PG_VERSION" ] || exit 0
escaped=$(printf %s "$POSTGRES_PASSWORD" | sed "s/'/''/g")
echo "ALTER ROLE $POSTGRES_USER PASSWORD '$escaped'" | postgres --single -D "$PGDATA" postgres > /dev/null
