#!/bin/sh
# What each transaction node says of the network, in one answer.
question='[{"jsonrpc":"2.0","id":"block","method":"eth_getBlockByNumber","params":["latest",false]},
{"jsonrpc":"2.0","id":"peers","method":"net_peerCount"},{"jsonrpc":"2.0","id":"pool","method":"txpool_status"},
{"jsonrpc":"2.0","id":"sealers","method":"clique_status"},{"jsonrpc":"2.0","id":"gas","method":"eth_gasPrice"},
{"jsonrpc":"2.0","id":"client","method":"web3_clientVersion"}]'
printf 'Content-Type: application/json\r\nCache-Control: no-store\r\n\r\n{'
separator=
for address in $(nslookup "$NODES" | awk '/^Name:/ {answer = 1} answer && /^Address/ {print $NF}' | sort -u); do
  case $address in
    *:*) host="[$address]" ;;
    *) host=$address ;;
  esac
  answer=$(timeout 3 wget -q -O - --header 'Content-Type: application/json' --post-data "$question" "http://$host:8545") || answer=null
  printf '%s"%s":%s' "$separator" "$address" "$answer"
  separator=,
done
printf '}'
