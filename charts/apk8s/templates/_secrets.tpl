{{/*
A Secret whose values are made once: what is there already stays. (root, name, keys: each with its value, or "" for a random one)
*/}}
{{- define "umbrella.secret" -}}
{{- $global := .root.Values.global }}
{{- if not (index $global.secrets .name).existingSecret }}
{{- $name := printf "apk8s-%s" .name }}
{{- $there := (lookup "v1" "Secret" .root.Release.Namespace $name).data | default dict }}
---
apiVersion: v1
kind: Secret
metadata:
  {{- include "umbrella.metadata" (dict "root" .root "name" $name) | nindent 2 }}
  {{- if $global.secrets.keep }}
  annotations:
    helm.sh/resource-policy: keep
  {{- end }}
type: Opaque
data:
  {{- range $key, $value := .keys }}
  {{ $key }}: {{ index $there $key | default ($value | default (randAlphaNum 32) | b64enc) | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "umbrella.metadata" -}}
{{ include "apk8s.metadata" (dict "root" .root "name" .name "service" "apk8s" "component" "platform") }}
{{- end }}
