# One node of the network, a sealer or one that takes transactions.
set -eu
set -- --datadir "$DATA" --networkid "$CHAIN_ID" --bootnodes "$(cat "$RUN/bootnodes")" --nat "extip:$ADDRESS" \
  --port 30303 --ipcdisable --syncmode full --gcmode "$HISTORY" --state.scheme hash --cache "$CACHE" \
  --metrics --metrics.addr "$ADDRESS" --metrics.port 6060
if [ "$ROLE" = sealer ]; then
  sealer=0x$(cat "$RUN/address")
  exec geth "$@" --keystore "$RUN/keystore" --mine --miner.etherbase "$sealer" --unlock "$sealer" --password "$RUN/password" \
    --miner.gaslimit "$GAS_LIMIT"
fi
exec geth "$@" --http --http.addr "$ADDRESS" --http.port 8545 --http.vhosts "$HOSTS" --http.api eth,net,web3,txpool,clique \
  --ws --ws.addr "$ADDRESS" --ws.port 8546 --ws.api eth,net,web3
