{{/* Where the engines are: what is given, else the Service of the engine that comes with the platform. */}}
{{- define "apk8s.kafka" -}}
{{ .Values.global.kafka.bootstrap | default "kafka:9092" }}
{{- end }}

{{- define "apk8s.mqtt" -}}
{{ .Values.global.mqtt.url | default "tcp://mqtt:1883" }}
{{- end }}

{{/* Where a device's connections are closed; nowhere for a broker that is given without it. */}}
{{- define "apk8s.mqtt-admin" -}}
{{ .Values.global.mqtt.adminUrl | default (ternary "" "http://mqtt:18083" (ne .Values.global.mqtt.url "")) }}
{{- end }}

{{- define "apk8s.search" -}}
{{ .Values.global.search.url | default "http://elasticsearch:9200" }}
{{- end }}

{{- define "apk8s.s3" -}}
{{ .Values.global.s3.endpoint | default "http://minio-internal-service:9000" }}
{{- end }}

{{/* Where clients reach the store by signed links. */}}
{{- define "apk8s.s3-public" -}}
{{- $global := .Values.global -}}
{{- if $global.s3.publicEndpoint -}}
{{ $global.s3.publicEndpoint }}
{{- else if and $global.domain (not $global.s3.endpoint) (ne $global.exposure.kind "none") -}}
{{ include "apk8s.scheme" . }}://s3.{{ $global.domain }}
{{- end -}}
{{- end }}

{{- define "apk8s.sql" -}}
{{ .Values.global.sql.url | default "http://trino:8080" }}
{{- end }}

{{- define "apk8s.chain" -}}
{{ .Values.global.chain.url | default "http://eth-geth-tx:8545" }}
{{- end }}

{{/* Users and services know the realm by the same address: tokens name it. */}}
{{- define "apk8s.issuer" -}}
{{- $global := .Values.global -}}
{{- if $global.identity.issuer -}}
{{ $global.identity.issuer }}
{{- else if and $global.domain (ne $global.exposure.kind "none") -}}
{{ include "apk8s.scheme" . }}://auth.{{ $global.domain }}/realms/datalab
{{- else -}}
http://keycloak:8080/realms/datalab
{{- end -}}
{{- end }}

{{/* The same realm, for those who only fetch a token. */}}
{{- define "apk8s.identity-internal" -}}
{{- $global := .Values.global -}}
{{- if $global.identity.internalUrl -}}
{{ $global.identity.internalUrl }}
{{- else if $global.identity.issuer -}}
{{ $global.identity.issuer }}
{{- else -}}
http://keycloak:8080/realms/datalab
{{- end -}}
{{- end }}

{{- define "apk8s.scheme" -}}
{{ ternary "https" "http" .Values.global.exposure.tls.enabled }}
{{- end }}
