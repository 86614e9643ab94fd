{{/*
The templates take a workload: a dictionary with
  root       the chart's own scope
  name       of the objects
  component  what it is within its part
  values     the workload's part of the values
  uid, gid   of the user that its image is made for
and what the single template says besides.
*/}}

{{- define "engines.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* Without the chart's version: a chart that is another is no reason to replace a pod. */}}
{{- define "engines.pod-labels" -}}
{{ include "engines.selector" . }}
app.kubernetes.io/part-of: apk8s
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- with .root.Values.global.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "engines.labels" -}}
{{ include "engines.pod-labels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "engines.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "engines.labels" . | nindent 2 }}
{{- end }}

{{- define "engines.image" -}}
{{- $registry := .root.Values.imageRegistry -}}
{{ ternary (printf "%s/%s" $registry .image) .image (ne $registry "") }}
{{- end }}

{{/* (root, secret): the Secret of that name, or the one that is given in its place. */}}
{{- define "engines.secret-name" -}}
{{- $given := index .root.Values.global.secrets .secret | default dict -}}
{{ $given.existingSecret | default (printf "apk8s-%s" .secret) }}
{{- end }}

{{/* (root, env, secret, key) */}}
{{- define "engines.secret-env" -}}
- name: {{ .env }}
  valueFrom:
    secretKeyRef: {name: {{ include "engines.secret-name" . }}, key: {{ .key }}}
{{- end }}

{{/* As other namespaces and certificates know a pod: (root, pod, service). */}}
{{- define "engines.host" -}}
{{ with .pod }}{{ . }}.{{ end }}{{ .service }}.{{ .root.Release.Namespace }}.svc
{{- end }}
