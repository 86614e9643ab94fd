{{/* What is reached from outside: host to (service, port). */}}
{{- define "umbrella.hosts" -}}
{{- $domain := .Values.global.domain -}}
{{- $engines := .Values.engines -}}
{{- if .Values.gateway.enabled }}
api.{{ $domain }}: {service: gateway, port: 8080}
{{- end }}
{{- if and $engines.enabled $engines.identity.enabled }}
auth.{{ $domain }}: {service: keycloak, port: 8080}
{{- end }}
{{- if and $engines.enabled $engines.s3.enabled }}
s3.{{ $domain }}: {service: minio-internal-service, port: 9000}
{{- end }}
{{- end }}
