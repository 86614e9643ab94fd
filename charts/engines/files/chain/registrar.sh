#!/bin/sh
# The bootnodes as Geth takes them: behind each address of their Service, the key that it says is its own.
list=
for address in $(nslookup "$BOOTNODES" | awk '/^Name:/ {answer = 1} answer && /^Address/ {print $NF}' | sort -u); do
  case $address in
    *:*) host="[$address]" ;;
    *) host=$address ;;
  esac
  if node=$(timeout 2 wget -q -O - "http://$host:8080/enode"); then
    list="$list${list:+,}enode://$node@$host:0?discport=30301"
  fi
done
if [ -z "$list" ]; then
  printf 'Status: 503 Service Unavailable\r\nContent-Type: text/plain\r\n\r\nNo bootnode answers.\n'
  exit 0
fi
printf 'Content-Type: text/plain\r\n\r\n%s' "$list"
