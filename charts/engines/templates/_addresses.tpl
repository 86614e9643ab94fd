{{/* Where an engine needs another one: what is given, else the Service of the one that is on. */}}
{{- define "engines.kafka-address" -}}
{{ .Values.global.kafka.bootstrap | default (ternary "kafka:9092" "" .Values.kafka.enabled) }}
{{- end }}

{{- define "engines.search-address" -}}
{{ .Values.global.search.url | default (ternary "http://elasticsearch:9200" "" .Values.search.enabled) }}
{{- end }}

{{- define "engines.s3-address" -}}
{{ .Values.global.s3.endpoint | default (ternary "http://minio-internal-service:9000" "" .Values.s3.enabled) }}
{{- end }}

{{- define "engines.scheme" -}}
{{ ternary "https" "http" .Values.global.exposure.tls.enabled }}
{{- end }}

{{- define "engines.exposed" -}}
{{- if and .Values.global.domain (ne .Values.global.exposure.kind "none") }}true{{ end -}}
{{- end }}

{{/* Of the realm's issuer, what is before /realms/. */}}
{{- define "engines.identity-address" -}}
{{- $global := .Values.global -}}
{{- if $global.identity.issuer -}}
{{ regexReplaceAll "/realms/.*$" $global.identity.issuer "" }}
{{- else if include "engines.exposed" . -}}
{{ include "engines.scheme" . }}://auth.{{ $global.domain }}
{{- else -}}
http://keycloak:8080
{{- end -}}
{{- end }}

{{- define "engines.gateway-address" -}}
{{- if .Values.identity.gatewayUrl -}}
{{ .Values.identity.gatewayUrl }}
{{- else if include "engines.exposed" . -}}
{{ include "engines.scheme" . }}://api.{{ .Values.global.domain }}
{{- else -}}
http://gateway:8080
{{- end -}}
{{- end }}
