# The image's own settings with those of the chart, in a folder that can be written: the keystore is made there.
set -eu
cp -r /usr/share/elasticsearch/config/. /configuration/
cp /settings/elasticsearch.yml /configuration/
