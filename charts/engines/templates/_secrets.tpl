{{/*
A Secret whose values are made once: what is there already stays. (root, name, keys: each with its value, or "" for a random one)
*/}}
{{- define "engines.secret" -}}
{{- $there := (lookup "v1" "Secret" .root.Release.Namespace .name).data | default dict }}
---
apiVersion: v1
kind: Secret
metadata:
  {{- include "engines.metadata" (dict "root" .root "name" .name "component" "secret") | nindent 2 }}
  {{- if .root.Values.global.secrets.keep }}
  annotations:
    helm.sh/resource-policy: keep
  {{- end }}
type: Opaque
data:
  {{- range $key, $value := .keys }}
  {{ $key }}: {{ index $there $key | default ($value | default (randAlphaNum 32) | b64enc) | quote }}
  {{- end }}
{{- end }}

{{/* One of those that services and engines share, if it is to be made here: (root, secret, keys). */}}
{{- define "engines.shared-secret" -}}
{{- $given := index .root.Values.global.secrets .secret | default dict }}
{{- if and .root.Values.secrets.create (not $given.existingSecret) }}
{{- include "engines.secret" (dict "root" .root "name" (printf "apk8s-%s" .secret) "keys" .keys) }}
{{- end }}
{{- end }}
