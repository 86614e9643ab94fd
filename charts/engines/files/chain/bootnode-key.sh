# The key of this bootnode, made of the network's secret, and its public half for the registrar.
set -eu
umask 077
printf %s "bootnode-${HOSTNAME##*-}:$NETWORK_SEED" | sha256sum | cut -c 1-64 > "$RUN/key"
mkdir -p "$RUN/www"
bootnode -nodekey "$RUN/key" -writeaddress > "$RUN/www/enode"
