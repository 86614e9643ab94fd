# Before a node of the network starts: its genesis and its key, both made of secrets, and where the bootnodes are. The
# same secrets give the same network in every pod, so that nothing has to be handed from one to the other.
set -eu
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

key() { printf %s "$1" | sha256sum | cut -c 1-64; }

# Of a key, as Geth derives it; imported once, so that Geth has it too.
address() { # key, keystore
  echo "$1" > "$work/key"
  geth --datadir "$work/geth" --keystore "$2" --password "$work/password" --lightkdf account import "$work/key" 2> /dev/null | sed -n 's/.*{\(.*\)}.*/\1/p'
}

wei() { echo "${1}000000000000000000"; }

zeros() { printf "%0${1}d" 0; }

echo "$NETWORK_SEED" | sha256sum > "$work/password"

sealers=
number=0
while [ "$number" -lt "$SEALERS" ]; do
  sealers="$sealers $(address "$(key "sealer-$number:$NETWORK_SEED")" "$work/keystore")"
  number=$((number + 1))
done
sealers=$(printf '%s\n' $sealers | sort | tr -d '\n')

allocations=
for account in $ACCOUNTS; do
  owner=$(address "$(key "${account%:*}:$ACCOUNTS_SECRET")" "$work/keystore")
  allocations="$allocations${allocations:+,}\"$owner\":{\"balance\":\"$(wei "${account#*:}")\"}"
done

cat > "$work/genesis.json" << GENESIS
{"config":{"chainId":$CHAIN_ID,"homesteadBlock":0,"eip150Block":0,"eip155Block":0,"eip158Block":0,"byzantiumBlock":0,
"constantinopleBlock":0,"petersburgBlock":0,"istanbulBlock":0,"berlinBlock":0,"londonBlock":0,
"clique":{"period":$PERIOD,"epoch":30000}},"difficulty":"1","gasLimit":"$GAS_LIMIT",
"extradata":"0x$(zeros 64)$sealers$(zeros 130)","alloc":{$allocations}}
GENESIS

if [ -e "$DATA/genesis.json" ]; then
  if ! cmp -s "$work/genesis.json" "$DATA/genesis.json"; then
    echo "The claim holds another network than the Secrets make: give back the Secrets that it was made with," \
      "or delete all claims of the network to begin anew." >&2
    exit 1
  fi
else
  geth --datadir "$DATA" --state.scheme hash init "$work/genesis.json"
  cp "$work/genesis.json" "$DATA/genesis.json.new"
  mv "$DATA/genesis.json.new" "$DATA/genesis.json"
fi

if [ "$ROLE" = sealer ]; then
  number=${HOSTNAME##*-}
  rm -rf "$RUN/keystore"
  address "$(key "sealer-$number:$NETWORK_SEED")" "$RUN/keystore" > "$RUN/address"
  cp "$work/password" "$RUN/password"
fi

attempt=0
until timeout 5 wget -q -O "$RUN/bootnodes" "$REGISTRAR" && [ -s "$RUN/bootnodes" ]; do
  attempt=$((attempt + 1))
  if [ "$attempt" -ge 60 ]; then
    echo "The registrar at $REGISTRAR names no bootnode." >&2
    exit 1
  fi
  sleep 2
done
