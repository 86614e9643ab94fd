{{/* Everything that is not said here is refused, in both directions: (…, ingress, egress). */}}
{{- define "engines.network-policy" -}}
{{- if .root.Values.global.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "engines.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "engines.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- .ingress | trim | nindent 4 }}
  egress:
    - ports:
        - {port: 53, protocol: UDP}
        - {port: 53, protocol: TCP}
    {{- with .egress }}
    {{- . | trim | nindent 4 }}
    {{- end }}
    {{- with .values.egress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
{{- end }}

{{/* The pods of the platform, which are those with part-of: apk8s in this namespace: (ports). */}}
{{- define "engines.from-platform" -}}
- from:
    - podSelector:
        matchLabels:
          app.kubernetes.io/part-of: apk8s
  ports:
    {{- include "engines.tcp" .ports | trim | nindent 4 }}
{{- end }}

{{/* Only those of these names: (names, ports). */}}
{{- define "engines.from-pods" -}}
- from:
    {{- include "engines.pods" .names | trim | nindent 4 }}
  ports:
    {{- include "engines.tcp" .ports | trim | nindent 4 }}
{{- end }}

{{- define "engines.to-pods" -}}
- to:
    {{- include "engines.pods" .names | trim | nindent 4 }}
  ports:
    {{- include "engines.tcp" .ports | trim | nindent 4 }}
{{- end }}

{{- define "engines.pods" -}}
{{- range . }}
- podSelector:
    matchLabels:
      app.kubernetes.io/name: {{ . }}
      app.kubernetes.io/part-of: apk8s
{{- end }}
{{- end }}

{{- define "engines.tcp" -}}
{{- range . }}
- {port: {{ . }}, protocol: TCP}
{{- end }}
{{- end }}

{{/* Prometheus: (root, port). */}}
{{- define "engines.from-monitoring" -}}
- from:
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: prometheus
    {{- range .root.Values.global.networkPolicy.monitoringNamespaces }}
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ . }}
    {{- end }}
  ports:
    - {port: {{ .port }}, protocol: TCP}
{{- end }}

{{/* Those whom the platform is exposed to: the same who may call the gateway. (root, port) */}}
{{- define "engines.from-clients" -}}
{{- if include "engines.exposed" .root }}
- ports:
    - {port: {{ .port }}, protocol: TCP}
  {{- with .root.Values.global.networkPolicy.clients }}
  from:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/* An engine that is reached by its address. A name without a dot is a Service beside us. */}}
{{- define "engines.to-url" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{ include "engines.to-port" (dict "host" $url.hostname "port" $port) }}
{{- end }}

{{- define "engines.to-bootstrap" -}}
{{- range splitList "," . }}
{{- $address := splitList ":" (trim .) }}
{{ include "engines.to-port" (dict "host" (first $address) "port" (last $address)) }}
{{- end }}
{{- end }}

{{- define "engines.to-port" -}}
- ports:
    - {port: {{ .port }}, protocol: TCP}
  {{- if not (contains "." .host) }}
  to:
    - podSelector:
        matchLabels:
          app.kubernetes.io/part-of: apk8s
  {{- end }}
{{- end }}
