# The server builds itself for its database when it starts; what it writes then is in folders of their own.
set -eu
cp -r /opt/keycloak/lib/quarkus/. /build/
