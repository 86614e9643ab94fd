{{/* The one that everybody may call, within the cluster and through what leads into it. */}}
{{- define "gateway.ingress" -}}
- ports:
    - {port: 8080, protocol: TCP}
  {{- with .Values.global.networkPolicy.clients }}
  from:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "gateway.egress" -}}
{{- range $service, $port := dict "ingest" 8081 "lake" 8082 "warehouse" 8083 "chain" 8084 "ml" 8085 }}
{{ include "apk8s.to-service" (dict "service" (printf "%s-service" $service) "ports" (list $port (add 10 $port))) }}
{{- end }}
{{ include "apk8s.to-url" (include "apk8s.issuer" .) }}
{{- end }}
