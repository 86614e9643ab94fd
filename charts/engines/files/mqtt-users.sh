# The platform's own users, in the form that the broker takes them in.
set -eu
umask 077
{
  echo user_id,password,is_superuser
  echo "apk8s-ingest,$PLATFORM_PASSWORD,true"
  echo "apk8s-lake,$LAKE_PASSWORD,false"
} > /run/platform/users.csv
