{{/*
The templates take a workload: a dictionary with
  root        the chart's own scope
  name        of the objects
  service     the image and app.kubernetes.io/name; the name where it is not given
  component   "service", or a role
  values      the workload's part of the values
  http        where its API listens
  port        the same, if anybody calls it
  management  port of health and metrics
  config      environment variables that may be read by everybody
  secrets     environment variables out of Secrets: a list of (env, secret, key)
  pod         environment variables out of the pod's own fields: name to path
  ingress     who may come in, rules as YAML
  egress      where it may go, rules as YAML
*/}}

{{- define "apk8s.labels" -}}
{{ include "apk8s.pod-labels" . }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Without the chart's version: a chart that is another is no reason to replace a pod. */}}
{{- define "apk8s.pod-labels" -}}
{{ include "apk8s.selector" . }}
app.kubernetes.io/part-of: apk8s
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- with .root.Values.global.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "apk8s.selector" -}}
app.kubernetes.io/name: {{ .service | default .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component | default "service" }}
{{- end }}

{{- define "apk8s.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "apk8s.labels" . | nindent 2 }}
{{- end }}

{{/* Of a service: [registry/]repository/name:tag, unless one is given whole. */}}
{{- define "apk8s.image" -}}
{{- $images := .root.Values.global.images -}}
{{- if .values.image -}}
{{ .values.image }}
{{- else -}}
{{- $parts := list -}}
{{- range list $images.registry $images.repository (.service | default .name) -}}
{{- if . }}{{ $parts = append $parts . }}{{ end -}}
{{- end -}}
{{ printf "%s:%s" (join "/" $parts) ($images.tag | default .root.Chart.AppVersion) }}
{{- end -}}
{{- end }}

{{- define "apk8s.secret-name" -}}
{{- $given := index .root.Values.global.secrets .secret -}}
{{ $given.existingSecret | default (printf "apk8s-%s" .secret) }}
{{- end }}
