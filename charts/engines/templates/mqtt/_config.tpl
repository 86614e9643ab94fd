{{/* Everything that the broker is told. $(NAME) is put in by Kubernetes, ${name} by the broker. */}}
{{- define "engines.mqtt-environment" -}}
{{- $mqtt := .Values.mqtt -}}
{{- $headers := `headers {"content-type" = "application/json", authorization = "Bearer $(HOOK_SECRET)"}` -}}
{{- $authentication := list
  (printf "{mechanism = password_based, backend = built_in_database, user_id_type = username, password_hash_algorithm {name = sha256, salt_position = suffix}, bootstrap_file = %q, bootstrap_type = plain}" "/run/platform/users.csv")
  (printf "{mechanism = password_based, backend = http, method = post, url = %q, %s, body {username = \"${username}\", password = \"${password}\", clientid = \"${clientid}\"}}" (printf "%s/internal/mqtt/auth" $mqtt.hookUrl) $headers) -}}
{{- $authorization := printf "{type = http, enable = true, method = post, url = %q, %s, body {username = \"${username}\", clientid = \"${clientid}\", topic = \"${topic}\", action = \"${action}\"}}" (printf "%s/internal/mqtt/acl" $mqtt.hookUrl) $headers -}}
{{- $told := `{\"event\":\"message.acked\",\"topic\":\"${topic}\",\"clientid\":\"${clientid}\",\"username\":\"${username}\"}` -}}
{{- $environment := dict
  "EMQX_AUTHENTICATION" (printf "[%s]" (join ", " $authentication))
  "EMQX_AUTHORIZATION__NO_MATCH" "deny"
  "EMQX_AUTHORIZATION__DENY_ACTION" "disconnect"
  "EMQX_AUTHORIZATION__CACHE__TTL" "60s"
  "EMQX_AUTHORIZATION__SOURCES" (printf "[%s]" $authorization)
  "EMQX_CONNECTORS__HTTP__INGEST" (printf "{url = %q, %s}" $mqtt.hookUrl $headers)
  "EMQX_ACTIONS__HTTP__ACKED" (printf "{connector = ingest, parameters {method = post, path = \"/internal/mqtt/events\", body = \"%s\"}, resource_opts {max_buffer_bytes = 8MB}}" $told)
  "EMQX_RULE_ENGINE__RULES__ACKED" `{sql = "SELECT topic, clientid, username FROM \"$events/message_acked\" WHERE topic =~ 'commands/#'", actions = ["http:acked"]}`
  "EMQX_LISTENERS__WS__DEFAULT__ENABLE" "false"
  "EMQX_LISTENERS__WSS__DEFAULT__ENABLE" "false"
  "EMQX_LISTENERS__SSL__DEFAULT__ENABLE" (toString $mqtt.tls.enabled)
  "EMQX_LOG__CONSOLE__LEVEL" "warning" -}}
{{- if $mqtt.tls.enabled -}}
{{- $_ := set $environment "EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__CERTFILE" "/tls/tls.crt" -}}
{{- $_ := set $environment "EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__KEYFILE" "/tls/tls.key" -}}
{{- end -}}
{{- if gt (int $mqtt.replicas) 1 -}}
{{- $_ := set $environment "EMQX_CLUSTER__DISCOVERY_STRATEGY" "dns" -}}
{{- $_ := set $environment "EMQX_CLUSTER__DNS__RECORD_TYPE" "srv" -}}
{{- $_ := set $environment "EMQX_CLUSTER__DNS__NAME" (printf "%s.%s" (include "engines.host" (dict "root" . "service" "mqtt-headless")) .Values.clusterDomain) -}}
{{- end -}}
{{- toYaml (mustMergeOverwrite $environment $mqtt.environment) }}
{{- end }}

{{- define "engines.mqtt-workload" -}}
name: mqtt
component: broker
uid: 1000
gid: 1000
grace: 60
{{- end }}
